import { printQuantity } from '../kubernetes/quantity.ts'
import { base64 } from '../source/base64.ts'
import type { JsonValue } from '../source/json-value.ts'
import { entriesOf, isList, isMap } from './list-and-map.ts'
import { doubleValueOf, wholeValueOf } from './numbers.ts'
import { printKey } from './print-value.ts'
import { typeNameOf } from './type-of.ts'
import type { Value } from './value.ts'
import { CelError } from './value.ts'
import { Bytes } from './values/bytes.ts'
import { Duration, printDuration } from './values/duration.ts'
import { intOf } from './values/int.ts'
import { ObjectValue } from './values/object-value.ts'
import { Optional } from './values/optional.ts'
import { QuantityValue } from './values/quantity-value.ts'
import { printTimestamp, Timestamp } from './values/timestamp.ts'

/**
 * The JSON that a mutation writes for the value: objects with the fields that were set, times, durations and
 * quantities as text, octets in base64. An error for what JSON cannot say.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/cel/mutation/dynamic/objects.go
 */
export function toJson(value: Value): JsonValue | CelError {
  try {
    return convert(value)
  } catch (thrown) {
    if (thrown instanceof RangeError) return new CelError('the value is nested too deeply')
    throw thrown
  }
}

function convert(value: Value): JsonValue | CelError {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (isList(value)) return convertList(value)
  if (isMap(value)) return convertEntries(entriesOf(value))
  if (value instanceof ObjectValue) return convertEntries([...value.fields])
  return convertNumber(value) ?? convertBoxed(value)
}

function convertList(list: readonly Value[]): JsonValue | CelError {
  const converted: JsonValue[] = []
  for (const element of list) {
    if (isNone(element)) continue
    const json = convert(element)
    if (json instanceof CelError) return json
    converted.push(json)
  }
  return converted
}

function convertEntries(entries: readonly (readonly [Value, Value])[]): JsonValue | CelError {
  const converted: (readonly [string, JsonValue])[] = []
  for (const [key, value] of entries) {
    if (typeof key !== 'string') {
      return new CelError(`map key ${printKey(key)} is of type ${typeNameOf(key)}, not string`)
    }
    if (isNone(value)) continue
    const json = convert(value)
    if (json instanceof CelError) return json
    converted.push([key, json])
  }
  return Object.fromEntries(converted)
}

function isNone(value: Value): boolean {
  return value instanceof Optional && value.value === undefined
}

function convertNumber(value: Value): JsonValue | CelError | undefined {
  const whole = wholeValueOf(value)
  if (whole !== undefined) return intOf(BigInt(whole)) ?? whole
  const double = doubleValueOf(value)
  if (double === undefined || Number.isFinite(double)) return double
  return new CelError(`${printKey(value)} has no form in JSON`)
}

function convertBoxed(value: Value): JsonValue | CelError {
  if (value instanceof Optional && value.value !== undefined) return convert(value.value)
  if (value instanceof Timestamp) return printTimestamp(value)
  if (value instanceof Duration) return printDuration(value)
  if (value instanceof QuantityValue) return printQuantity(value.quantity)
  if (value instanceof Bytes) return base64(value.octets)
  return new CelError(`a value of type ${typeNameOf(value)} has no form in JSON`)
}
