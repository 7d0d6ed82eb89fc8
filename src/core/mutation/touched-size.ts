import { isArray, isObject, type JsonValue } from '../source/json-value.ts'

/** An operation costs a little, so that of two ways that touch as much the one with fewer operations is taken. */
const operation = 0.001

/** What it touches to add or remove a value: how many values are in there, and an operation. */
export function touchedSize(value: JsonValue | undefined): number {
  return sizeOf(value) + operation
}

/** What it touches to put one value in the place of another. */
export function replacedSize(before: JsonValue, after: JsonValue): number {
  return sizeOf(before) + sizeOf(after) + operation
}

/** The same for all of a list, one by one. */
export function touchedSizes(list: readonly JsonValue[]): number {
  return list.reduce<number>((sum, value) => sum + touchedSize(value), 0)
}

function sizeOf(value: JsonValue | undefined): number {
  if (isArray(value)) return value.reduce<number>((sum, item) => sum + sizeOf(item), 1)
  if (!isObject(value)) return 1
  return Object.values(value).reduce<number>((sum, field) => sum + sizeOf(field), 1)
}
