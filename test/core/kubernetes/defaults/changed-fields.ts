import { isDeepStrictEqual } from 'node:util'
import type { Field, FieldType, StructType } from '#src/core/kubernetes/schema/field-type.ts'
import { fieldOf, isArray, isObject, type JsonValue } from '#src/core/source/json-value.ts'

/** A field that was set and has another value now; a map's entry counts as its field. */
export interface ChangedField {
  readonly struct: string
  readonly field: string
  readonly goType: string
  readonly before: JsonValue
  readonly after: JsonValue | undefined
}

/** What was set in the first and is another value in the second; what came is no change. */
export function changedFields(
  before: JsonValue,
  after: JsonValue | undefined,
  struct: StructType,
): readonly ChangedField[] {
  return [...struct.fields.values()].flatMap((field) => {
    const value = fieldOf(before, field.name)
    if (value === undefined || !isSet(value, field)) return []
    const place = { struct: struct.name, field: field.name, goType: field.type.goType }
    return changesIn(value, fieldOf(after, field.name), field.type).map((change) => ({
      ...place,
      ...change,
    }))
  })
}

/** Go cannot tell whether a value that is no pointer was set to its zero. */
function isSet(value: JsonValue, { pointer }: Field): boolean {
  if (value === null) return false
  if (isArray(value)) return value.length > 0
  return pointer || (value !== 0 && value !== '' && value !== false)
}

type Change = Pick<ChangedField, 'before' | 'after'> & Partial<ChangedField>

function changesIn(
  before: JsonValue,
  after: JsonValue | undefined,
  type: FieldType,
): readonly Change[] {
  if (type.kind === 'struct' && isObject(after)) return changedFields(before, after, type.struct)
  if (type.kind === 'list' && isArray(before) && isArray(after) && before.length === after.length) {
    return before.flatMap((item, index) => changesIn(item, after[index], type.items))
  }
  if (type.kind === 'map' && isObject(before) && isObject(after)) {
    return Object.entries(before).flatMap(([key, value]) =>
      changesIn(value, fieldOf(after, key), type.values),
    )
  }
  return isDeepStrictEqual(before, after) ? [] : [{ before, after }]
}
