import type { FieldType, Scalar, StructType } from '../kubernetes/schema/field-type.ts'
import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../source/json-value.ts'

/**
 * Whether Kubernetes' decoder takes the object beyond doubt; a value that is not written as it mostly is may be taken as well.
 * What the API server sends passes, in a fraction of the time of decoding, which copies.
 */
export function isCertainlyDecodable(object: JsonObject, { fields }: StructType): boolean {
  for (const key in object) {
    const field = fields.get(key)
    if (field !== undefined && !isCertain(object[key] ?? null, field.type)) return false
  }
  return true
}

function isCertain(value: JsonValue, type: FieldType): boolean {
  if (value === null) return true
  switch (type.kind) {
    case 'scalar':
      return isCertainScalar(value, type.scalar)
    case 'struct':
      return isObject(value) && isCertainlyDecodable(value, type.struct)
    case 'list':
      return isArray(value) && areCertain(value, type.items)
    case 'map':
      return isObject(value) && hasCertainValues(value, type.values)
  }
}

function areCertain(items: JsonArray, type: FieldType): boolean {
  for (const item of items) if (!isCertain(item, type)) return false
  return true
}

function hasCertainValues(map: JsonObject, type: FieldType): boolean {
  for (const key in map) if (!isCertain(map[key] ?? null, type)) return false
  return true
}

function isCertainScalar(value: JsonValue, scalar: Scalar): boolean {
  switch (scalar) {
    case 'string':
      return typeof value === 'string'
    case 'boolean':
      return typeof value === 'boolean'
    case 'int32':
      return isInt32(value)
    case 'int64':
      return Number.isSafeInteger(value)
    case 'intOrString':
      return typeof value === 'string' || isInt32(value)
    case 'quantity':
      return typeof value === 'string' && plainQuantity.test(value)
    case 'time':
      return typeof value === 'string' && plainTime.test(value)
    case 'fieldsV1':
      return isObject(value)
    default:
      return false
  }
}

function isInt32(value: JsonValue): boolean {
  return typeof value === 'number' && (value | 0) === value
}

const plainQuantity = /^\d{1,15}(?:m|k|M|G|T|Ki|Mi|Gi|Ti)?$/

const day =
  '(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31'
const time = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d'

/** In UTC, and not on a 29th of February. */
const plainTime = new RegExp(`^\\d{4}-(?:${day})T${time}Z$`)
