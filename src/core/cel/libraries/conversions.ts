import { utf8 } from '../../source/base64.ts'
import { printGoDouble } from '../../source/print-number.ts'
import { doubleValueOf } from '../numbers.ts'
import { typeNameOf } from '../type-of.ts'
import { utf8TextOf } from '../utf8-text.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { Bytes } from '../values/bytes.ts'
import { type Double, doubleOf } from '../values/double.ts'
import { parseDuration, printDuration } from '../values/duration.ts'
import { type Int, intOf } from '../values/int.ts'
import {
  isInTimestampRange,
  parseTimestamp,
  printTimestamp,
  Timestamp,
} from '../values/timestamp.ts'
import { TypeValue } from '../values/type-value.ts'
import { maxUint, Uint } from '../values/uint.ts'
import { globalFunction, type Library } from './library.ts'
import { parseGoDouble } from './parse-double.ts'

/** `int(x)`, `string(x)`, … https://github.com/google/cel-spec/blob/master/doc/langdef.md#list-of-standard-definitions */
export const conversionsLibrary: Library = {
  name: 'conversions',
  overloads: [
    globalFunction('bool', ['bool'], 'bool', same),
    globalFunction('bool', ['string'], 'bool', parseBool),
    globalFunction('bytes', ['bytes'], 'bytes', same),
    globalFunction('bytes', ['string'], 'bytes', (text) => new Bytes(utf8(text))),
    globalFunction('double', ['double'], 'double', same),
    globalFunction('double', ['int'], 'double', (value) => doubleOf(Number(value))),
    globalFunction('double', ['string'], 'double', parseDouble),
    globalFunction('double', ['uint'], 'double', ({ value }) => doubleOf(Number(value))),
    globalFunction('duration', ['duration'], 'duration', same),
    globalFunction(
      'duration',
      ['string'],
      'duration',
      (text) => parseDuration(text) ?? unreadable('google.protobuf.Duration'),
    ),
    globalFunction('dyn', ['A'], 'dyn', same),
    globalFunction('int', ['int'], 'int', same),
    globalFunction('int', ['double'], 'int', doubleToInt),
    globalFunction('int', ['duration'], 'int', ({ nanoseconds }) => checkedInt(nanoseconds)),
    globalFunction('int', ['string'], 'int', parseInteger),
    globalFunction('int', ['timestamp'], 'int', ({ seconds }) => seconds),
    globalFunction('int', ['uint'], 'int', ({ value }) => checkedInt(value)),
    globalFunction('string', ['string'], 'string', same),
    globalFunction('string', ['bool'], 'string', String),
    globalFunction('string', ['bytes'], 'string', bytesToString),
    globalFunction('string', ['double'], 'string', (value) => printGoDouble(numberOf(value))),
    globalFunction('string', ['duration'], 'string', printDuration),
    globalFunction('string', ['int'], 'string', String),
    globalFunction('string', ['timestamp'], 'string', printTimestamp),
    globalFunction('string', ['uint'], 'string', ({ value }) => String(value)),
    globalFunction('timestamp', ['timestamp'], 'timestamp', same),
    globalFunction('timestamp', ['int'], 'timestamp', intToTimestamp),
    globalFunction('timestamp', ['string'], 'timestamp', stringToTimestamp),
    globalFunction('type', ['A'], 'type(A)', (value) => new TypeValue(typeNameOf(value))),
    globalFunction('uint', ['uint'], 'uint', same),
    globalFunction('uint', ['double'], 'uint', doubleToUint),
    globalFunction('uint', ['int'], 'uint', (value) => checkedUint(BigInt(value))),
    globalFunction('uint', ['string'], 'uint', parseUint),
  ],
}

function same(value: Value): Value {
  return value
}

function unreadable(type: string): CelError {
  return new CelError(`type conversion error from 'string' to '${type}'`)
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((text) => [text, true] as const),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map((text) => [text, false] as const),
])

function parseBool(text: string): boolean | CelError {
  return truths.get(text) ?? unreadable('bool')
}

function parseDouble(text: string): number | Double | CelError {
  const value = parseGoDouble(text)
  return value === undefined ? unreadable('double') : doubleOf(value)
}

function parseInteger(text: string): Int | CelError {
  const value = /^[+-]?\d+$/.test(text) ? intOf(BigInt(text.replace('+', ''))) : undefined
  return value ?? unreadable('int')
}

function parseUint(text: string): Uint | CelError {
  if (!/^\d+$/.test(text) || BigInt(text) > maxUint) return unreadable('uint')
  return new Uint(BigInt(text))
}

function numberOf(value: number | Double): number {
  return doubleValueOf(value) ?? Number.NaN
}

/** Go refuses both ends of the range, where the double stands for several integers. */
function doubleToInt(value: number | Double): Int | CelError {
  const double = numberOf(value)
  const fits = double > -(2 ** 63) && double < 2 ** 63
  return fits ? checkedInt(BigInt(Math.trunc(double))) : new CelError('integer overflow')
}

function doubleToUint(value: number | Double): Uint | CelError {
  const double = numberOf(value)
  const fits = double >= 0 && double < 2 ** 64
  return fits ? new Uint(BigInt(Math.trunc(double))) : new CelError('unsigned integer overflow')
}

function checkedInt(value: bigint): Int | CelError {
  return intOf(value) ?? new CelError('integer overflow')
}

function checkedUint(value: bigint): Uint | CelError {
  return value < 0n ? new CelError('unsigned integer overflow') : new Uint(value)
}

function bytesToString({ octets }: Bytes): string | CelError {
  return utf8TextOf(octets) ?? new CelError('invalid UTF-8 in bytes, cannot convert to string')
}

function intToTimestamp(seconds: Int): Timestamp | CelError {
  return isInTimestampRange(Number(seconds))
    ? new Timestamp(Number(seconds), 0)
    : new CelError('timestamp overflow')
}

function stringToTimestamp(text: string): Timestamp | CelError {
  const timestamp = parseTimestamp(text)
  if (timestamp === undefined) return unreadable('google.protobuf.Timestamp')
  return isInTimestampRange(timestamp.seconds) ? timestamp : new CelError('timestamp overflow')
}
