import { fieldOf, isObject, type JsonObject } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import type { CustomKind } from './custom/custom-kind.ts'
import { decodeCustom } from './custom/decode-custom.ts'
import { decodeMetadata } from './decode/decode-metadata.ts'
import type { DecodeProblem } from './decode/decode-problem.ts'
import { decodeStruct } from './decode/decode-struct.ts'
import { applyDefaults } from './defaults/defaults.ts'
import { type Kinds, type KnownKind, kindOfObject } from './kinds.ts'
import { structNamed } from './schema/schema.ts'
import { convert } from './stages/convert/convert.ts'
import { atMutatingDoor } from './stages/mutating-door.ts'
import type { Surroundings, Unknown } from './stages/surroundings.ts'
import { atValidatingDoor } from './stages/validating-door.ts'
import type { KubernetesVersion } from './version.ts'

/** What is wrong with a value on its way; `text` is what the API server says of it. */
export interface PassageProblem {
  readonly kind: 'undecodable' | 'unknown-field'
  readonly path: Path
  readonly text: string
  readonly expected?: string
  readonly found?: string
  readonly nearest?: string
}

/** An object at a door. */
export interface Arrival {
  readonly object: JsonObject
  /** Undecodable values keep the object from the door; unknown fields are gone from it. */
  readonly problems: readonly PassageProblem[]
  /** What is not as it would be in a cluster, because only a cluster knows it. */
  readonly unknown: readonly Unknown[]
  /** Whether the kind's fields are known; an object of another kind is left as it is. */
  readonly isKnown: boolean
}

/** What both ends of the way need to know. */
export interface Way {
  readonly kinds: Kinds
  readonly surroundings: Surroundings
}

/**
 * A sent object as it comes to the mutating door: decoded, defaulted, converted, and changed by the API server's own
 * plugins. https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go
 */
export function toMutatingDoor(object: JsonObject, way: Way): Arrival {
  return pass(object, way, atMutatingDoor)
}

/** The object that the mutating door let through, as it comes to the validating door. */
export function toValidatingDoor(object: JsonObject, way: Way): Arrival {
  return pass(object, way, atValidatingDoor)
}

/** An object that a cluster holds: decoded, defaulted and converted, and nothing more. */
export function asHeld(object: JsonObject, kinds: Kinds, version: KubernetesVersion): Arrival {
  const kind = kindOfObject(kinds, object)
  return kind === undefined ? unknownKind(object) : held(object, kind, version)
}

function pass(
  object: JsonObject,
  { kinds, surroundings }: Way,
  stage: typeof atMutatingDoor,
): Arrival {
  const kind = kindOfObject(kinds, object)
  if (kind === undefined) return unknownKind(object)
  const arrival = held(object, kind, surroundings.version)
  if (arrival.problems.some(isUndecodable)) return arrival
  const staged = stage(arrival.object, kind.served, surroundings)
  return { ...arrival, object: staged.object, unknown: staged.unknown }
}

function held(object: JsonObject, kind: KnownKind, version: KubernetesVersion): Arrival {
  return kind.origin === 'custom'
    ? heldCustom(object, kind.custom)
    : heldBuiltIn(object, kind, version)
}

function heldBuiltIn(
  object: JsonObject,
  { struct, served }: Extract<KnownKind, { origin: 'built-in' }>,
  version: KubernetesVersion,
): Arrival {
  const decoded = decodeStruct(object, struct)
  const { problems } = decoded
  if (problems.some(isUndecodable)) return arrived(decoded.object, problems)
  const apiVersion = served.group === '' ? served.version : `${served.group}/${served.version}`
  const defaulted = applyDefaults(decoded.object, struct, version)
  const converted = convert(defaulted, { apiVersion, kind: served.kind }, version)
  if (converted.kind === 'object') return arrived(converted.object, problems)
  const refused = { kind: 'undecodable', path: converted.path, text: converted.message } as const
  return arrived(defaulted, [...problems, refused])
}

function heldCustom(object: JsonObject, kind: CustomKind): Arrival {
  const decoded = decodeCustom(object, kind, decodeMetadata)
  const problems = decoded.problems.map(({ kind, path, message }) => ({
    kind,
    path,
    text: message,
  }))
  return arrived(decoded.object, problems)
}

/** Nobody knows its fields but those of its metadata, which is that of every object. */
function unknownKind(object: JsonObject): Arrival {
  const metadata = fieldOf(object, 'metadata')
  const problems = isObject(metadata)
    ? decodeStruct(metadata, structNamed('meta.v1.ObjectMeta')).problems
    : []
  return {
    object,
    problems: problems
      .filter(isUndecodable)
      .map((problem) => ({ ...problem, path: ['metadata', ...problem.path] })),
    unknown: [],
    isKnown: false,
  }
}

function arrived(object: JsonObject, problems: readonly PassageProblem[]): Arrival {
  return { object, problems, unknown: [], isKnown: true }
}

function isUndecodable({ kind }: PassageProblem | DecodeProblem): boolean {
  return kind === 'undecodable'
}
