import type { JsonObject } from '../../../source/json-value.ts'
import { isAtLeast, type KubernetesVersion } from '../../version.ts'
import { type FieldPattern, fieldPattern, withoutFields } from './drop-fields.ts'

/** Fields that the API server drops from a new object while their feature gate is off. */
export interface GatedFields {
  readonly gate: string
  /** The release from which the gate is on by default; absent: it is off in all of them. */
  readonly since?: KubernetesVersion
  readonly fields: readonly FieldPattern[]
}

/** Fields of a gate, as text: `spec.ports[].name`. */
export function gated(
  gate: string,
  since: KubernetesVersion | undefined,
  ...fields: readonly string[]
): GatedFields {
  const patterns = fields.map(fieldPattern)
  return since === undefined ? { gate, fields: patterns } : { gate, since, fields: patterns }
}

/** The object without the fields whose gates are off; where an old object has such a field, the gate does not count. */
export function withoutGatedFields(
  object: JsonObject,
  table: readonly GatedFields[],
  version: KubernetesVersion,
  old?: JsonObject,
): JsonObject {
  let kept = object
  for (const { since, fields } of table) {
    if (since !== undefined && isAtLeast(version, since)) continue
    if (old !== undefined && fields.some((field) => withoutFields(old, field) !== old)) continue
    for (const field of fields) kept = withoutFields(kept, field)
  }
  return kept
}
