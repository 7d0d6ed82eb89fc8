import type { Value } from './value.ts'
import { Double } from './values/double.ts'
import { isInt } from './values/int.ts'
import { Uint } from './values/uint.ts'

/** The value as a JavaScript number where it is a double, otherwise undefined. */
export function doubleValueOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? undefined : value
  return value instanceof Double ? value.value : undefined
}

/**
 * How two numbers of any type stand to each other: below, at or above zero; NaN where one is NaN;
 * undefined where one is no number. A double is compared with a whole number as a double.
 */
export function compareNumbers(left: Value, right: Value): number | undefined {
  const leftDouble = doubleValueOf(left)
  const rightDouble = doubleValueOf(right)
  const leftWhole = leftDouble === undefined ? wholeValueOf(left) : undefined
  const rightWhole = rightDouble === undefined ? wholeValueOf(right) : undefined
  if (leftWhole !== undefined && rightWhole !== undefined) return order(leftWhole, rightWhole)
  if (leftDouble !== undefined && rightDouble !== undefined) return order(leftDouble, rightDouble)
  if (leftDouble !== undefined && rightWhole !== undefined)
    return orderMixed(leftDouble, rightWhole)
  if (leftWhole !== undefined && rightDouble !== undefined) {
    return -orderMixed(rightDouble, leftWhole)
  }
  return undefined
}

/** The exact whole number of an int or a uint. */
export function wholeValueOf(value: Value): number | bigint | undefined {
  if (isInt(value)) return value
  return value instanceof Uint ? value.value : undefined
}

function orderMixed(double: number, whole: number | bigint): number {
  return order(double, Number(whole))
}

function order(left: number | bigint, right: number | bigint): number {
  if (left < right) return -1
  if (left > right) return 1
  return Number.isNaN(left) || Number.isNaN(right) ? Number.NaN : 0
}
