import { base64 } from '../../source/base64.ts'
import { isArray, type JsonArray, type JsonValue } from '../../source/json-value.ts'
import type { Scalar } from '../schema/field-type.ts'
import { canonicalBase64 } from './base64-text.ts'
import { type Decoding, reportUndecodable, reportWrongType } from './decoding.ts'
import { canonicalQuantity } from './quantity-text.ts'
import { canonicalMicroTime, canonicalTime, type TimeText } from './time-text.ts'
import { goNumberName, goValueName } from './value-name.ts'

/** A schema or something else; the other scalars have no structs in them. */
export type SchemaOr = Extract<Scalar, `schemaOr${string}`>
export type PlainScalar = Exclude<Scalar, SchemaOr>

/**
 * What Go prints of the value, which is not null, after decoding it into a scalar; undefined where it cannot be decoded.
 * What any JSON may stand in is not copied: nobody changes it.
 */
export function decodeScalar(
  decoding: Decoding,
  value: JsonValue,
  scalar: PlainScalar,
  goType: string,
): JsonValue | undefined {
  switch (scalar) {
    case 'string':
      return typeof value === 'string' ? value : wrong(decoding, value, goType, 'a string')
    case 'boolean':
      return typeof value === 'boolean' ? value : wrong(decoding, value, goType, 'true or false')
    case 'int32':
      return int32(value) ?? wrongNumber(decoding, value, goType, 'an integer of 32 bits')
    case 'int64':
      return int64(value) ?? wrongNumber(decoding, value, goType, 'an integer of 64 bits')
    case 'double':
      return double(value) ?? wrongNumber(decoding, value, goType, 'a number')
    case 'bytes':
      return decodeBytes(decoding, value, goType)
    case 'time':
      return decodeTime(decoding, value, canonicalTime, 'a time such as 2026-01-31T12:00:00Z')
    case 'microTime':
      return decodeTime(
        decoding,
        value,
        canonicalMicroTime,
        'a time such as 2026-01-31T12:00:00.000000Z',
      )
    case 'quantity':
      return decodeQuantity(decoding, value)
    case 'intOrString':
      return decodeIntOrString(decoding, value)
    case 'fieldsV1':
    case 'rawExtension':
    case 'json':
      return value
  }
}

function int32(value: JsonValue): number | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined
  if (value < -0x8000_0000 || value > 0x7fff_ffff) return undefined
  return value === 0 ? 0 : value
}

/** Beyond 2^53 a bigint, as everywhere in the core; a double beyond it is the integer that its shortest text says. */
function int64(value: JsonValue): number | bigint | undefined {
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : (value as number)
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''
  if (!/^-?\d+$/.test(text)) return undefined
  const exact = BigInt(text)
  if (BigInt.asIntN(64, exact) !== exact) return undefined
  const number = Number(exact)
  return Number.isSafeInteger(number) ? number : exact
}

function double(value: JsonValue): number | undefined {
  if (typeof value === 'bigint') return Number(value)
  return Number.isFinite(value) ? (value as number) : undefined
}

/** Go reads bytes from base64, and from a list of numbers as well. */
function decodeBytes(decoding: Decoding, value: JsonValue, goType: string): JsonValue | undefined {
  const expected = 'base64 text'
  if (isArray(value)) return decodeByteList(decoding, value)
  if (typeof value !== 'string') return wrong(decoding, value, goType, expected)
  const read = canonicalBase64(value)
  if (read.kind === 'text') return read.text
  reportUndecodable(decoding, { value, text: read.message, expected, ends: false })
  return undefined
}

function decodeByteList(decoding: Decoding, list: JsonArray): JsonValue {
  const bytes = list.map((item, index) => {
    decoding.path.push(index)
    const byte = decodeByte(decoding, item)
    decoding.path.pop()
    return byte
  })
  return base64(Uint8Array.from(bytes))
}

function decodeByte(decoding: Decoding, item: JsonValue): number {
  if (item === null) return 0
  const number = int32(item)
  if (number !== undefined && number >= 0 && number <= 0xff) return number
  wrongNumber(decoding, item, 'uint8', 'a number from 0 to 255')
  return 0
}

function decodeTime(
  decoding: Decoding,
  value: JsonValue,
  read: (text: string) => TimeText,
  expected: string,
): JsonValue | undefined {
  if (typeof value !== 'string') {
    const goValue = goValueName(value)
    reportWrongType(decoding, { value, goValue, goType: 'string', expected, ends: true })
    return undefined
  }
  const time = read(value)
  if (time.kind === 'text') return time.text
  reportUndecodable(decoding, { value, text: time.message, expected, ends: true })
  return undefined
}

/** Kubernetes reads a quantity from the JSON text itself, so that a list or `true` is a quantity that is misspelt. */
function decodeQuantity(decoding: Decoding, value: JsonValue): JsonValue | undefined {
  const isText = typeof value === 'string' || goValueName(value) === 'number'
  const read = canonicalQuantity(isText ? String(value) : '{')
  if (read.kind === 'text') return read.text
  const expected = 'a quantity such as 500m or 1Gi'
  reportUndecodable(decoding, { value, text: read.message, expected, ends: true })
  return undefined
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/util/intstr/intstr.go#L84 */
function decodeIntOrString(decoding: Decoding, value: JsonValue): JsonValue | undefined {
  const decoded = typeof value === 'string' ? value : int32(value)
  if (decoded !== undefined) return decoded
  const goValue = goNumberName(value)
  const expected = 'an integer of 32 bits or a string'
  reportWrongType(decoding, { value, goValue, goType: 'int32', expected, ends: true })
  return undefined
}

function wrong(decoding: Decoding, value: JsonValue, goType: string, expected: string): undefined {
  reportWrongType(decoding, { value, goValue: goValueName(value), goType, expected, ends: false })
}

/** Of a number that does not fit Go says which one. */
function wrongNumber(
  decoding: Decoding,
  value: JsonValue,
  goType: string,
  expected: string,
): undefined {
  reportWrongType(decoding, { value, goValue: goNumberName(value), goType, expected, ends: false })
}
