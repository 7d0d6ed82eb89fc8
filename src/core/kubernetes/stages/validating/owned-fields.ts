import { jsonEqual } from '../../../source/equal.ts'
import type { JsonObject } from '../../../source/json-value.ts'
import { valueAt } from '../../../source/json-value.ts'
import { decodeStruct } from '../../decode/decode-struct.ts'
import { structOfKind } from '../../schema/schema.ts'
import { isAtLeast, type KubernetesVersion } from '../../version.ts'
import { editAt, objectAt, textOf, withField } from '../edit.ts'
import type { Generation, Strategy } from './strategy.ts'

/** A new object with its first generation, and without what the request says of its status. */
export function withFirstGeneration(
  object: JsonObject,
  strategy: Strategy,
  version: KubernetesVersion,
): JsonObject {
  const wiped = isSince(strategy.ownsStatusSince, version) ? withZeroStatus(object) : object
  const { generation } = strategy
  if (generation?.isAbsentAtFirst || !isSince(generation?.since, version)) return wiped
  return editAt(wiped, ['metadata'], (metadata) => ({ ...metadata, generation: 1 }))
}

/** An updated object with the status of the old one, where the request cannot say it. */
export function withStatusOf(
  object: JsonObject,
  old: JsonObject,
  strategy: Strategy,
  version: KubernetesVersion,
): JsonObject {
  return isSince(strategy.ownsStatusSince, version)
    ? withField(object, 'status', old['status'])
    : object
}

/**
 * An updated object with the generation of the old one, or the next where something changed that counts; `given` is the object
 * before it was prepared.
 */
export function withNextGeneration(
  object: JsonObject,
  given: JsonObject,
  old: JsonObject,
  { generation }: Strategy,
  version: KubernetesVersion,
): JsonObject {
  if (generation === undefined || !isAtLeast(version, generation.since)) return object
  const judged = generation.countsBeforePreparing ? given : object
  if (!isChanged(judged, old, generation)) return object
  const before = Number(objectAt(old, ['metadata'])['generation'] ?? 0)
  return editAt(object, ['metadata'], (metadata) => ({ ...metadata, generation: before + 1 }))
}

function isChanged(object: JsonObject, old: JsonObject, { of }: Generation): boolean {
  if (of === 'all but metadata') return !jsonEqual(withoutMetadata(object), withoutMetadata(old))
  return of.some((path) => !jsonEqual(valueAt(object, path) ?? null, valueAt(old, path) ?? null))
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

function withoutMetadata(object: JsonObject): JsonObject {
  return withField(object, 'metadata', undefined)
}
