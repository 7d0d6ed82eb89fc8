import { jsonEqual } from '../source/equal.ts'
import { fieldOf, isObject, type JsonObject, valueAt } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import type { CustomKind } from './custom/custom-kind.ts'
import { decodeCustom, defaultCustom } from './custom/decode-custom.ts'
import { validateCustom } from './custom/validate-custom.ts'
import { decodeMetadata } from './decode/decode-metadata.ts'
import type { DecodeProblem } from './decode/decode-problem.ts'
import { decodeStruct } from './decode/decode-struct.ts'
import { withDefaultsSet } from './defaults/defaults.ts'
import { type Kinds, type KnownKind, kindOfObject } from './kinds.ts'
import { structNamed } from './schema/schema.ts'
import { convert } from './stages/convert/convert.ts'
import { atMutatingDoor } from './stages/mutating-door.ts'
import type { Surroundings, Unknown } from './stages/surroundings.ts'
import { atMutatingDoorOnUpdate, atValidatingDoorOnUpdate } from './stages/update-doors.ts'
import { atValidatingDoor } from './stages/validating-door.ts'
import type { KubernetesVersion } from './version.ts'

/** What is wrong with a value on its way; `text` is what the API server says of it. */
export interface PassageProblem {
  /** `invalid`: it can be decoded, and the schema of a custom resource refuses it. */
  readonly kind: 'undecodable' | 'unknown-field' | 'invalid'
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

/** Nobody reads more, and each is looked up in the text. */
const maximumErrors = 1000

/** What both ends of the way need to know. */
export interface Way {
  readonly kinds: Kinds
  readonly surroundings: Surroundings
  /** The object that is replaced, as the cluster holds it; absent where one is created. */
  readonly oldObject?: JsonObject | undefined
}

/**
 * A sent object as it comes to the mutating door: decoded, defaulted, converted, and changed by the API server's own
 * plugins. https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go
 */
export function toMutatingDoor(object: JsonObject, way: Way): Arrival {
  const complete = replacing(atMutatingDoor, atMutatingDoorOnUpdate, way)
  return pass(object, way, { hold: held, complete })
}

/**
 * The object that the mutating door let through, as it comes to the validating door: `after` is `before` itself where no
 * mutation changed it. An invalid custom resource would not come there; of built-in kinds validation is not judged.
 */
export function toValidatingDoor(
  { before, after }: { readonly before: JsonObject; readonly after: JsonObject },
  way: Way,
): Arrival {
  const hold = after === before ? unchanged : heldAgain
  const complete = replacing(atValidatingDoor, atValidatingDoorOnUpdate, way)
  const arrival = pass(after, way, { hold, complete })
  const kind = kindOfObject(way.kinds, after)
  if (kind?.origin !== 'custom') return arrival
  const errors = validateCustom(arrival.object, kind.custom)
    .filter(({ path }) => !isAsBefore(path, arrival.object, way))
    .slice(0, maximumErrors)
  const problems = errors.map(({ path, field, message }) => ({
    kind: 'invalid' as const,
    path,
    text: `${field}: ${message}`,
  }))
  return { ...arrival, problems: [...arrival.problems, ...problems] }
}

/**
 * What was wrong before an update is no reason to refuse it.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-ratcheting
 */
function isAsBefore(path: Path, object: JsonObject, { oldObject }: Way): boolean {
  const now = valueAt(object, path)
  const before = oldObject === undefined ? undefined : valueAt(oldObject, path)
  return now !== undefined && before !== undefined && jsonEqual(now, before)
}

/** The stage of a door for what is created, or for what replaces an old object. */
function replacing(
  create: typeof atMutatingDoor,
  update: typeof atMutatingDoorOnUpdate,
  { oldObject }: Way,
): typeof atMutatingDoor {
  if (oldObject === undefined) return create
  return (object, kind, surroundings) => update(object, oldObject, kind, surroundings)
}

/** An object that a cluster holds: decoded, defaulted and converted, and nothing more. */
export function asHeld(object: JsonObject, kinds: Kinds, version: KubernetesVersion): Arrival {
  const kind = kindOfObject(kinds, object)
  return kind === undefined ? unknownKind(object) : held(object, kind, version)
}

/** What happens to an object of a known kind between its sender, or the other door, and a door. */
interface Leg {
  readonly hold: typeof held
  readonly complete: typeof atMutatingDoor
}

function pass(object: JsonObject, { kinds, surroundings }: Way, { hold, complete }: Leg): Arrival {
  const kind = kindOfObject(kinds, object)
  if (kind === undefined) return unknownKind(object)
  const arrival = hold(object, kind, surroundings.version)
  if (arrival.problems.some(isUndecodable)) return arrival
  const staged = complete(arrival.object, kind.served, surroundings)
  return { ...arrival, object: staged.object, unknown: staged.unknown }
}

function held(object: JsonObject, kind: KnownKind, version: KubernetesVersion): Arrival {
  return kind.origin === 'custom'
    ? heldCustom(object, kind.custom)
    : heldBuiltIn(object, kind, version)
}

/** What no mutation changed is not read again. */
function unchanged(object: JsonObject): Arrival {
  return arrived(object, [])
}

/** A mutated object is read anew; of a custom resource only the defaults are set again. */
function heldAgain(object: JsonObject, kind: KnownKind, version: KubernetesVersion): Arrival {
  return kind.origin === 'custom'
    ? arrived(defaultCustom(object, kind.custom), [])
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
  const defaulted = withDefaultsSet(decoded.object, struct, version)
  const converted = convert(defaulted, { apiVersion, kind: served.kind }, version)
  if (converted.kind === 'object') return arrived(converted.object, problems)
  const refused = { kind: 'undecodable', path: converted.path, text: converted.message } as const
  return arrived(defaulted, [...problems, refused])
}

function heldCustom(object: JsonObject, kind: CustomKind): Arrival {
  const decoded = decodeCustom(object, kind, decodeMetadata)
  const refused = decoded.problems.filter(({ kind }) => kind === 'undecodable')
  const unknown = decoded.problems.filter(({ kind }) => kind === 'unknown-field')
  const told = [...refused, ...unknown].slice(0, maximumErrors)
  const problems = told.map(({ kind, path, message }) => ({
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
