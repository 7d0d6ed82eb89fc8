import type { JsonValue } from './json-value.ts'

const words: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...cased(['y', 'yes', 'on', 'true'], true),
  ...cased(['n', 'no', 'off', 'false'], false),
  ['', null],
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
])

/** The lower-case, capitalised and upper-case forms, which are the ones that count. */
function cased<T>(names: readonly string[], value: T): readonly (readonly [string, T])[] {
  return names.flatMap((name) => [
    [name, value] as const,
    [name.charAt(0).toUpperCase() + name.slice(1), value] as const,
    [name.toUpperCase(), value] as const,
  ])
}

/** What kind of value a scalar's text stands for; infinity and NaN are floats that JSON does not have. */
export type ScalarType = 'str' | 'bool' | 'null' | 'int' | 'float' | 'timestamp'

export interface ResolvedScalar {
  readonly type: ScalarType
  readonly value: JsonValue
}

/**
 * A plain scalar as sigs.k8s.io/yaml resolves it, which is YAML 1.1 with Go's number syntax.
 * https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go
 */
export function resolvePlain(text: string): ResolvedScalar {
  const word = text.length <= longestWord ? words.get(text) : undefined
  if (word !== undefined) return { type: word === null ? 'null' : 'bool', value: word }
  return mayBeNumber(text) ? resolveNumber(text) : { type: 'str', value: text }
}

const longestWord = Math.max(...[...words.keys()].map((word) => word.length))

/** Whether it starts with a digit, a sign or a point. */
function mayBeNumber(text: string): boolean {
  const first = text.charCodeAt(0)
  return (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46
}

const special = new Map<string, number>([
  ...['.inf', '.Inf', '.INF'].flatMap((text): [string, number][] => [
    [text, Number.POSITIVE_INFINITY],
    [`+${text}`, Number.POSITIVE_INFINITY],
    [`-${text}`, Number.NEGATIVE_INFINITY],
  ]),
  ['.nan', Number.NaN],
  ['.NaN', Number.NaN],
  ['.NAN', Number.NaN],
])

const usual = /^(?:0|[1-9]\d{0,14})$/

function resolveNumber(text: string): ResolvedScalar {
  if (usual.test(text)) return { type: 'int', value: Number(text) }
  const notFinite = special.get(text)
  if (notFinite !== undefined) return { type: 'float', value: notFinite }
  if (timestamp.test(text)) return { type: 'timestamp', value: text }
  const digits = text.replaceAll('_', '')
  const integer = text.startsWith('.') ? undefined : integerOf(digits)
  if (integer !== undefined) return { type: 'int', value: integer }
  const isFloat = text.startsWith('.') ? floatFromPoint.test(text) : float.test(digits)
  const value = isFloat ? Number(digits) : Number.NaN
  return Number.isFinite(value)
    ? { type: 'float', value: asSent(value) }
    : { type: 'str', value: text }
}

/**
 * The number as an API server reads it once kubectl has written it as JSON: below 1e21 without an exponent, so that a whole
 * one which int64 holds arrives as an integer. https://github.com/golang/go/blob/go1.25.0/src/encoding/json/encode.go (floatEncoder)
 */
function asSent(value: number): number | bigint {
  if (!Number.isInteger(value) || Number.isSafeInteger(value) || Math.abs(value) >= 1e21)
    return value
  const written = BigInt(String(value))
  return written === BigInt.asIntN(64, written) ? written : value
}

const float = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/
const floatFromPoint = /^\.\d+(_\d+)*([eE][-+]?\d+(_\d+)*)?$/
const clock = String.raw`([01]?\d|2[0-3]):[0-5]?\d:[0-5]?\d([.,]\d+)?`
const zone = String.raw`(Z|[-+]\d\d:\d\d)`
const date = String.raw`\d{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12]\d|3[01])`
const timestamp = new RegExp(`^${date}([Tt]${clock}${zone}| +${clock})?$`)

const radixInteger = /^([-+]?)(0x[\da-f]+|0o[0-7]+|0b[01]+)$/i
const signedBinary = /^0b([-+])([01]+)$/
const octalInteger = /^([-+]?)0([0-7]+)$/
const decimalInteger = /^([-+]?)(0|[1-9]\d*)$/

function integerOf(digits: string): number | bigint | undefined {
  const radix = radixInteger.exec(digits)
  if (radix !== null) return signed(radix[1], BigInt((radix[2] ?? '').toLowerCase()))
  const binary = signedBinary.exec(digits)
  if (binary !== null) return signed(binary[1], BigInt(`0b${binary[2]}`))
  const octal = octalInteger.exec(digits)
  if (octal !== null) return signed(octal[1], BigInt(`0o${octal[2]}`))
  const decimal = decimalInteger.exec(digits)
  return decimal === null ? undefined : signed(decimal[1], BigInt(decimal[2] ?? '0'))
}

/** Go keeps int64 exactly, and uint64 where no sign is written; what is larger becomes a float. */
function signed(sign: string | undefined, magnitude: bigint): number | bigint | undefined {
  const value = sign === '-' ? -magnitude : magnitude
  const limit = sign === '' ? 2n ** 64n : 2n ** 63n
  if (value < -(2n ** 63n) || value >= limit) return undefined
  return Number.isSafeInteger(Number(value)) ? Number(value) : value
}
