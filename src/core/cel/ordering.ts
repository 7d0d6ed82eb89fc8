import { compareNumbers, doubleValueOf } from './numbers.ts'
import type { Value } from './value.ts'
import { CelError } from './value.ts'
import { Bytes, compareBytes } from './values/bytes.ts'
import { noSuchOverload } from './values/cel-error.ts'
import { Duration } from './values/duration.ts'
import { Timestamp } from './values/timestamp.ts'

/** Below, at or above zero, or the error that CEL gives; `operator` is cel-go's name of the function. */
export function compareValues(left: Value, right: Value, operator: string): number | CelError {
  if (typeof left === 'string') {
    return typeof right === 'string' ? compareStrings(left, right) : noSuchOverload()
  }
  if (typeof left === 'boolean') {
    return typeof right === 'boolean' ? Number(left) - Number(right) : noSuchOverload()
  }
  const numbers = compareNumbers(left, right)
  if (numbers !== undefined) {
    return Number.isNaN(numbers) ? nanError() : numbers
  }
  return compareBoxed(left, right) ?? notOrdered(left, operator)
}

/** Whether values of this type have an order at all. */
export function isComparable(value: Value): boolean {
  if (typeof value === 'string' || typeof value === 'boolean') return true
  if (value instanceof Timestamp || value instanceof Duration || value instanceof Bytes) return true
  return compareNumbers(value, value) !== undefined
}

/** By code points, as Go compares UTF-8; JavaScript compares UTF-16, where surrogates stand before U+E000. */
export function compareStrings(left: string, right: string): number {
  const shared = Math.min(left.length, right.length)
  for (let index = 0; index < shared; index++) {
    const leftUnit = left.charCodeAt(index)
    const rightUnit = right.charCodeAt(index)
    if (leftUnit !== rightUnit) return aboveSurrogates(leftUnit) - aboveSurrogates(rightUnit)
  }
  return left.length - right.length
}

function compareBoxed(left: Value, right: Value): number | undefined {
  if (left instanceof Timestamp) {
    return right instanceof Timestamp ? compareTimes(left, right) : undefined
  }
  if (left instanceof Duration) {
    return right instanceof Duration ? Number(left.nanoseconds - right.nanoseconds) : undefined
  }
  return left instanceof Bytes && right instanceof Bytes
    ? compareBytes(left.octets, right.octets)
    : undefined
}

function compareTimes(left: Timestamp, right: Timestamp): number {
  return left.seconds - right.seconds || left.nanos - right.nanos
}

function nanError(): CelError {
  return new CelError('NaN values cannot be ordered')
}

function notOrdered(left: Value, operator: string): CelError {
  if (Number.isNaN(doubleValueOf(left))) return nanError()
  return isComparable(left) ? noSuchOverload() : new CelError(`no such overload: ${operator}`)
}

function aboveSurrogates(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
