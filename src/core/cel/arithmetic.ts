import { isList } from './list-and-map.ts'
import { doubleValueOf } from './numbers.ts'
import type { ListValue, Value } from './value.ts'
import { CelError } from './value.ts'
import { Bytes } from './values/bytes.ts'
import { noSuchOverload } from './values/cel-error.ts'
import { doubleOf } from './values/double.ts'
import { Duration, isInDurationRange, nanosecondsPerSecond } from './values/duration.ts'
import { intOf, isInt, minInt } from './values/int.ts'
import { isInTimestampRange, Timestamp } from './values/timestamp.ts'
import { maxUint, Uint } from './values/uint.ts'

type Result = Value | CelError

/** One operation on numbers of one type. */
interface Operation {
  readonly onDoubles: (left: number, right: number) => number
  readonly onIntegers: (left: bigint, right: bigint) => bigint
}

const addition: Operation = {
  onDoubles: (left, right) => left + right,
  onIntegers: (left, right) => left + right,
}
const subtraction: Operation = {
  onDoubles: (left, right) => left - right,
  onIntegers: (left, right) => left - right,
}
const multiplication: Operation = {
  onDoubles: (left, right) => left * right,
  onIntegers: (left, right) => left * right,
}
const division: Operation = {
  onDoubles: (left, right) => left / right,
  onIntegers: (left, right) => left / right,
}

/** `left + right`: numbers, strings, bytes, lists, durations and timestamps. */
export function add(left: Value, right: Value): Result {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right
    if (Number.isSafeInteger(left) && Number.isSafeInteger(right) && Number.isSafeInteger(sum)) {
      return sum
    }
  }
  if (typeof left === 'string') return typeof right === 'string' ? left + right : noSuchOverload()
  if (isList(left))
    return isList(right)
      ? ((left as readonly unknown[]).concat(right) as ListValue)
      : noSuchOverload()
  return calculate(addition, left, right) ?? addOthers(left, right)
}

/** `left - right`: numbers, durations and timestamps. */
export function subtract(left: Value, right: Value): Result {
  const difference = calculate(subtraction, left, right)
  if (difference !== undefined) return difference
  if (left instanceof Duration) {
    return right instanceof Duration
      ? durationOf(left.nanoseconds - right.nanoseconds)
      : noSuchOverload()
  }
  if (!(left instanceof Timestamp)) return noOperator('_-_', left)
  if (right instanceof Duration) return shift(left, -right.nanoseconds)
  return right instanceof Timestamp ? timeBetween(right, left) : noSuchOverload()
}

/** `left * right` for numbers of one type. */
export function multiply(left: Value, right: Value): Result {
  return calculate(multiplication, left, right) ?? noOperator('_*_', left)
}

/** `left / right` for numbers of one type; whole numbers truncate towards zero. */
export function divide(left: Value, right: Value): Result {
  if (isWholeZero(left, right)) return new CelError('division by zero')
  return calculate(division, left, right) ?? noOperator('_/_', left)
}

/** `left % right` for whole numbers; the sign is the dividend's. */
export function modulo(left: Value, right: Value): Result {
  if (isWholeZero(left, right)) return new CelError('modulus by zero')
  if (isInt(left)) return isInt(right) ? remainder(BigInt(left), BigInt(right)) : noSuchOverload()
  if (left instanceof Uint) {
    return right instanceof Uint ? new Uint(left.value % right.value) : noSuchOverload()
  }
  return noOperator('_%_', left)
}

/** `-value` for ints, doubles and durations. */
export function negate(value: Value): Result {
  if (isInt(value)) return checkedInt(-BigInt(value))
  const double = doubleValueOf(value)
  if (double !== undefined) return doubleOf(-double)
  if (value instanceof Duration) return durationOf(-value.nanoseconds)
  return typeof value === 'boolean' ? noSuchOverload() : noOperator('-_', value)
}

/**
 * The left value has no such operator. Texts and times are asked by another way, which does not name it.
 * https://github.com/google/cel-go/blob/v0.29.2/interpreter/interpretable.go (evalBinary)
 */
function noOperator(name: string, left: Value): CelError {
  const isReceiver =
    typeof left === 'string' || left instanceof Duration || left instanceof Timestamp
  return isReceiver ? noSuchOverload() : new CelError(`no such overload: ${name}`)
}

/** undefined where the left value is no number. */
function calculate(operation: Operation, left: Value, right: Value): Result | undefined {
  if (isInt(left)) {
    return isInt(right)
      ? checkedInt(operation.onIntegers(BigInt(left), BigInt(right)))
      : noSuchOverload()
  }
  if (left instanceof Uint) {
    return right instanceof Uint
      ? checkedUint(operation.onIntegers(left.value, right.value))
      : noSuchOverload()
  }
  const double = doubleValueOf(left)
  if (double === undefined) return undefined
  const other = doubleValueOf(right)
  return other === undefined ? noSuchOverload() : doubleOf(operation.onDoubles(double, other))
}

function addOthers(left: Value, right: Value): Result {
  if (left instanceof Bytes) {
    return right instanceof Bytes ? joinBytes(left, right) : noSuchOverload()
  }
  if (left instanceof Duration) return addToDuration(left, right)
  if (!(left instanceof Timestamp)) return noOperator('_+_', left)
  return right instanceof Duration ? shift(left, right.nanoseconds) : noSuchOverload()
}

/** Whether two whole numbers of one type cannot be divided. */
function isWholeZero(left: Value, right: Value): boolean {
  if (left instanceof Uint) return right instanceof Uint && right.value === 0n
  return isInt(left) && isInt(right) && Number(right) === 0
}

/** Go refuses the one quotient that does not fit. https://github.com/google/cel-go/blob/master/common/types/overflow.go */
function remainder(left: bigint, right: bigint): Result {
  if (left === minInt && right === -1n) return new CelError('integer overflow')
  return checkedInt(left % right)
}

function checkedInt(value: bigint): Result {
  return intOf(value) ?? new CelError('integer overflow')
}

function checkedUint(value: bigint): Result {
  const fits = value >= 0n && value <= maxUint
  return fits ? new Uint(value) : new CelError('unsigned integer overflow')
}

function joinBytes(left: Bytes, right: Bytes): Bytes {
  const octets = new Uint8Array(left.octets.length + right.octets.length)
  octets.set(left.octets)
  octets.set(right.octets, left.octets.length)
  return new Bytes(octets)
}

function addToDuration(left: Duration, right: Value): Result {
  if (right instanceof Duration) return durationOf(left.nanoseconds + right.nanoseconds)
  return right instanceof Timestamp ? shift(right, left.nanoseconds) : noSuchOverload()
}

function durationOf(nanoseconds: bigint): Result {
  return isInDurationRange(nanoseconds)
    ? new Duration(nanoseconds)
    : new CelError('integer overflow')
}

function shift(timestamp: Timestamp, nanoseconds: bigint): Result {
  if (!isInDurationRange(nanoseconds)) return new CelError('integer overflow')
  const total = BigInt(timestamp.nanos) + nanoseconds
  const nanos = ((total % nanosecondsPerSecond) + nanosecondsPerSecond) % nanosecondsPerSecond
  const seconds = timestamp.seconds + Number((total - nanos) / nanosecondsPerSecond)
  if (!isInTimestampRange(seconds)) return new CelError('timestamp overflow')
  return new Timestamp(seconds, Number(nanos), timestamp.offsetSeconds)
}

function timeBetween(start: Timestamp, end: Timestamp): Result {
  const seconds = BigInt(end.seconds - start.seconds)
  return durationOf(seconds * nanosecondsPerSecond + BigInt(end.nanos - start.nanos))
}
