import type { JsonObject } from '../../source/json-value.ts'
import { decodeStruct } from '../decode/decode-struct.ts'
import { nameOf } from '../object.ts'
import { structOfKind } from '../schema/schema.ts'
import { isAtLeast, type KubernetesVersion } from '../version.ts'
import { withOwnersOnce } from './create-handler.ts'
import { editAt, objectAt, textOf, withField } from './edit.ts'
import { randomSuffix, uid } from './placeholders.ts'
import type { Staged, StagedKind, Surroundings, Unknown } from './surroundings.ts'
import { strategies } from './validating/strategies.ts'
import type { Strategy } from './validating/strategy.ts'

/**
 * An object that is being created, as a validating webhook gets it: mutated, decoded and defaulted again, then named and
 * prepared for the store. What API validation refuses never gets here and is not judged.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/registry/rest/create.go
 */
export function atValidatingDoor(
  object: JsonObject,
  kind: StagedKind,
  surroundings: Surroundings,
): Staged {
  const named = withName(withSystemFields(object, surroundings))
  const strategy = strategies.find((one) => one.group === kind.group && one.kind === kind.kind)
  const prepared = strategy === undefined ? named : prepare(named, strategy, surroundings.version)
  return { object: prepared, unknown: unknownMetadata(object) }
}

function withSystemFields(object: JsonObject, { time }: Surroundings): JsonObject {
  return editAt(object, ['metadata'], (metadata) =>
    withField(
      { ...withOwnersOnce(metadata), uid, creationTimestamp: time },
      'managedFields',
      undefined,
    ),
  )
}

/** https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/storage/names/generate.go */
const maxPrefix = 58

function withName(object: JsonObject): JsonObject {
  const prefix = generateNameOf(object)
  if (prefix === '' || nameOf(object) !== '') return object
  const name = `${prefix.slice(0, maxPrefix)}${randomSuffix}`
  return editAt(object, ['metadata'], (metadata) => ({ ...metadata, name }))
}

function prepare(object: JsonObject, strategy: Strategy, version: KubernetesVersion): JsonObject {
  const { generationSince, statusSince } = strategy
  const wiped = isSince(statusSince, version) ? withZeroStatus(object) : object
  if (!isSince(generationSince, version)) return wiped
  return editAt(wiped, ['metadata'], (metadata) => ({ ...metadata, generation: 1 }))
}

function isSince(since: KubernetesVersion | undefined, version: KubernetesVersion): boolean {
  return since !== undefined && isAtLeast(version, since)
}

/** The status as Go prints it where nothing is set. */
function withZeroStatus(object: JsonObject): JsonObject {
  const struct = structOfKind(textOf(object, 'apiVersion'), textOf(object, 'kind'))
  const field = struct?.fields.get('status')
  if (field === undefined || field.type.kind !== 'struct') return object
  const zero = decodeStruct({}, field.type.struct).object
  const isOmitted = field.omitZero || (field.pointer && field.omitEmpty)
  return withField(object, 'status', isOmitted ? undefined : zero)
}

function generateNameOf(object: JsonObject): string {
  return textOf(objectAt(object, ['metadata']), 'generateName')
}

function unknownMetadata(object: JsonObject): readonly Unknown[] {
  const isGenerated = generateNameOf(object) !== '' && nameOf(object) === ''
  return isGenerated ? [...unknownOfAll, generatedName] : unknownOfAll
}

const unknownOfAll: readonly Unknown[] = [
  {
    path: ['metadata', 'managedFields'],
    what: 'who set which field',
    why: 'the API server keeps it by the name of the client',
    substitute: 'nothing',
  },
  {
    path: ['metadata', 'uid'],
    what: 'the uid',
    why: 'the API server draws it',
    substitute: 'placeholder',
  },
]

const generatedName: Unknown = {
  path: ['metadata', 'name'],
  what: 'the generated name',
  why: 'its end is random',
  substitute: 'placeholder',
}
