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
import { passOver } from './cost-rules.ts'
import { globalFunction, type Library } from './library.ts'
import { parseGoDouble } from './parse-double.ts'
import { parseInt64, parseWhole } from './parse-whole.ts'

/** `int(x)`, `string(x)`, … https://github.com/google/cel-spec/blob/master/doc/langdef.md#list-of-standard-definitions */
export const conversionsLibrary: Library = {
  name: 'conversions',
  overloads: [
    globalFunction('bool', 'bool_to_bool', ['bool'], 'bool', same),
    globalFunction('bool', 'string_to_bool', ['string'], 'bool', parseBool),
    globalFunction('bytes', 'bytes_to_bytes', ['bytes'], 'bytes', same),
    globalFunction(
      'bytes',
      'string_to_bytes',
      ['string'],
      'bytes',
      (text) => new Bytes(utf8(text)),
      { cost: passOver(0) },
    ),
    globalFunction('double', 'double_to_double', ['double'], 'double', same),
    globalFunction('double', 'int64_to_double', ['int'], 'double', (value) =>
      doubleOf(Number(value)),
    ),
    globalFunction('double', 'string_to_double', ['string'], 'double', parseDouble),
    globalFunction('double', 'uint64_to_double', ['uint'], 'double', ({ value }) =>
      doubleOf(Number(value)),
    ),
    globalFunction('duration', 'duration_to_duration', ['duration'], 'duration', same),
    globalFunction('duration', 'int64_to_duration', ['int'], 'duration', noDurationOfInt, {
      until: '1.36',
    }),
    globalFunction(
      'duration',
      'string_to_duration',
      ['string'],
      'duration',
      (text) => parseDuration(text) ?? unreadable('google.protobuf.Duration'),
    ),
    globalFunction('dyn', 'to_dyn', ['A'], 'dyn', same),
    globalFunction('int', 'int64_to_int64', ['int'], 'int', same),
    globalFunction('int', 'double_to_int64', ['double'], 'int', doubleToInt),
    globalFunction('int', 'duration_to_int64', ['duration'], 'int', ({ nanoseconds }) =>
      checkedInt(nanoseconds),
    ),
    globalFunction('int', 'string_to_int64', ['string'], 'int', parseInteger),
    globalFunction('int', 'timestamp_to_int64', ['timestamp'], 'int', ({ seconds }) => seconds),
    globalFunction('int', 'uint64_to_int64', ['uint'], 'int', ({ value }) => checkedInt(value)),
    globalFunction('string', 'string_to_string', ['string'], 'string', same),
    globalFunction('string', 'bool_to_string', ['bool'], 'string', String),
    globalFunction('string', 'bytes_to_string', ['bytes'], 'string', bytesToString, {
      cost: passOver(0),
    }),
    globalFunction('string', 'double_to_string', ['double'], 'string', (value) =>
      printGoDouble(numberOf(value)),
    ),
    globalFunction('string', 'duration_to_string', ['duration'], 'string', printDuration),
    globalFunction('string', 'int64_to_string', ['int'], 'string', String),
    globalFunction('string', 'timestamp_to_string', ['timestamp'], 'string', printTimestamp),
    globalFunction('string', 'uint64_to_string', ['uint'], 'string', ({ value }) => String(value)),
    globalFunction('timestamp', 'timestamp_to_timestamp', ['timestamp'], 'timestamp', same),
    globalFunction('timestamp', 'int64_to_timestamp', ['int'], 'timestamp', intToTimestamp),
    globalFunction('timestamp', 'string_to_timestamp', ['string'], 'timestamp', stringToTimestamp),
    globalFunction('type', 'type', ['A'], 'type(A)', (value) => new TypeValue(typeNameOf(value))),
    globalFunction('uint', 'uint64_to_uint64', ['uint'], 'uint', same),
    globalFunction('uint', 'double_to_uint64', ['double'], 'uint', doubleToUint),
    globalFunction('uint', 'int64_to_uint64', ['int'], 'uint', (value) =>
      checkedUint(BigInt(value)),
    ),
    globalFunction('uint', 'string_to_uint64', ['string'], 'uint', parseUint),
  ],
}

function same(value: Value): Value {
  return value
}

function unreadable(type: string): CelError {
  return new CelError(`type conversion error from 'string' to '${type}'`)
}

/** Declared up to 1.36, but never written. */
function noDurationOfInt(): CelError {
  return new CelError("type conversion error from 'int' to 'google.protobuf.Duration'")
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
  const whole = parseInt64(text)
  return (whole === undefined ? undefined : intOf(whole)) ?? unreadable('int')
}

function parseUint(text: string): Uint | CelError {
  const whole = /^\d/.test(text) ? parseWhole(text) : undefined
  return whole === undefined || whole > maxUint ? unreadable('uint') : new Uint(whole)
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
