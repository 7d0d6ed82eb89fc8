/**
 * A resource quantity, exact: `unscaled` × 10^`exponent`.
 * https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity.go
 */
export interface Quantity {
  readonly unscaled: bigint
  readonly exponent: number
  readonly format: QuantityFormat
  /** Whether Kubernetes holds it in 64 bits; only such a quantity can be read as an integer. */
  readonly fitsInt64: boolean
  /** What was read, where Kubernetes prints that again instead of the canonical form. */
  readonly text?: string
}

type QuantityFormat = 'DecimalExponent' | 'BinarySI' | 'DecimalSI'

/** A quantity, or Kubernetes' words for what is wrong with the text. */
export type ParsedQuantity =
  | { readonly kind: 'quantity'; readonly quantity: Quantity }
  | { readonly kind: 'problem'; readonly message: string }

const formatMessage =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
const numericMessage = 'unable to parse numeric part of quantity'
const suffixMessage = "unable to parse quantity's suffix"

/** Beyond this a decimal exponent is refused, so that no text makes a number of a million digits. */
const maxExponent = 10_000

const maxInt64 = 2n ** 63n - 1n
const maxInt64Digits = 18
const nano = -9

const decimalSuffixes: readonly (readonly [string, number])[] = [
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]

const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const

const suffixShape = /^[eEinumkKMGTP]*[-+]?\d*$/

interface Scanned {
  readonly text: string
  readonly negative: boolean
  /** Digits before the point without leading zeros (`0` where there are none), and after it. */
  readonly whole: string
  readonly fraction: string
  readonly hasDigits: boolean
}

interface Suffix {
  readonly base: 2 | 10
  readonly exponent: number
  readonly format: QuantityFormat
}

/** Reads `1Gi`, `100m`, `1e3`, …; more precise than a nano rounds away from zero. */
export function parseQuantity(text: string): ParsedQuantity {
  const parts = partsOf(text)
  if (parts === undefined) return { kind: 'problem', message: formatMessage }
  const { sign, zeros, digits, fraction, suffixText } = parts
  const suffix = suffixOf(suffixText)
  if (suffix === undefined) return { kind: 'problem', message: suffixMessage }
  const whole = digits === '' ? '0' : digits
  const hasDigits = zeros + digits + fraction !== ''
  const scanned = { text, negative: sign === '-', whole, fraction, hasDigits }
  const quantity = inInt64(scanned, suffix) ?? inDecimal(scanned, suffix)
  return quantity === undefined
    ? { kind: 'problem', message: numericMessage }
    : { kind: 'quantity', quantity }
}

/** One step after the other, so that no text takes more than a look at each of its characters. */
function partsOf(text: string) {
  const signEnd = text.startsWith('+') || text.startsWith('-') ? 1 : 0
  const zerosEnd = endOf(text, signEnd, isZero)
  const digitsEnd = endOf(text, zerosEnd, isDigit)
  const hasPoint = text.charAt(digitsEnd) === '.'
  const fractionStart = hasPoint ? digitsEnd + 1 : digitsEnd
  const fractionEnd = hasPoint ? endOf(text, fractionStart, isDigit) : fractionStart
  const suffixText = text.slice(fractionEnd)
  if (text === '' || !suffixShape.test(suffixText)) return undefined
  return {
    sign: text.slice(0, signEnd),
    zeros: text.slice(signEnd, zerosEnd),
    digits: text.slice(zerosEnd, digitsEnd),
    fraction: text.slice(fractionStart, fractionEnd),
    suffixText,
  }
}

function endOf(text: string, start: number, belongs: (character: string) => boolean): number {
  let end = start
  while (end < text.length && belongs(text.charAt(end))) end++
  return end
}

function isZero(character: string): boolean {
  return character === '0'
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9'
}

/** The canonical text: no fraction, the largest suffix that keeps it exact. */
export function printQuantity(quantity: Quantity): string {
  if (quantity.text !== undefined) return quantity.text
  if (quantity.unscaled === 0n) return '0'
  return isPrintedInBinary(quantity) ? printBinary(quantity) : printDecimal(quantity)
}

/** -1, 0 or 1. */
export function compareQuantities(left: Quantity, right: Quantity): number {
  if (left.exponent === right.exponent) return signOf(left.unscaled - right.unscaled)
  const exponent = Math.min(left.exponent, right.exponent)
  const difference = unscaledAt(left, exponent) - unscaledAt(right, exponent)
  return signOf(difference)
}

/** -1, 0 or 1. */
export function quantitySign(quantity: Quantity): number {
  return signOf(quantity.unscaled)
}

/** The sum, in the format of the left one unless that is zero. */
export function addQuantities(left: Quantity, right: Quantity): Quantity {
  const format = left.unscaled === 0n ? right.format : left.format
  const exact = left.fitsInt64 && right.fitsInt64
  if (exact && right.unscaled === 0n) return plain(left.unscaled, left.exponent, format, true)
  if (exact && left.unscaled === 0n) return plain(right.unscaled, right.exponent, format, true)
  const exponent = Math.min(left.exponent, right.exponent)
  const scaledLeft = unscaledAt(left, exponent)
  const scaledRight = unscaledAt(right, exponent)
  const sum = scaledLeft + scaledRight
  const fits = exact && [scaledLeft, scaledRight, sum].every(isInt64)
  return plain(sum, exponent, format, fits)
}

/** The difference, in the format of the left one unless that is zero. */
export function subtractQuantities(left: Quantity, right: Quantity): Quantity {
  return addQuantities(left, plain(-right.unscaled, right.exponent, right.format, right.fitsInt64))
}

/** The whole number as a quantity, as Kubernetes makes one for `add(int)`. */
export function quantityOfInt(value: bigint): Quantity {
  return plain(value, 0, 'DecimalExponent', true)
}

/** The integer, where Kubernetes holds the quantity as one without a fraction; otherwise undefined. */
export function quantityAsInt(quantity: Quantity): bigint | undefined {
  if (!quantity.fitsInt64 || quantity.exponent < 0) return undefined
  const value = unscaledAt(quantity, 0)
  return isInt64(value) ? value : undefined
}

/** The nearest double, near enough. */
export function quantityAsDouble(quantity: Quantity): number {
  const base = Number(quantity.unscaled)
  return quantity.exponent === 0 ? base : base * Number(`1e${quantity.exponent}`)
}

function suffixOf(text: string): Suffix | undefined {
  const decimal = decimalSuffixes.find(([suffix]) => suffix === text)
  if (decimal !== undefined) return { base: 10, exponent: decimal[1], format: 'DecimalSI' }
  const binary = (binarySuffixes as readonly string[]).indexOf(text)
  if (binary > 0) return { base: 2, exponent: binary * 10, format: 'BinarySI' }
  if (!/^[eE][-+]?\d+$/.test(text)) return undefined
  const exponent = Number(text.slice(1))
  if (Math.abs(exponent) > maxExponent) return undefined
  return { base: 10, exponent, format: 'DecimalExponent' }
}

/** The quantity in Kubernetes' fast form, where it has one. */
function inInt64(scanned: Scanned, suffix: Suffix): Quantity | undefined {
  const { whole, fraction } = scanned
  const exponent = (suffix.base === 10 ? suffix.exponent : 0) - fraction.length
  if (fastDigits(scanned, suffix) < 0 || exponent < nano) return undefined
  const value = BigInt(whole + fraction)
  const scaled = suffix.base === 2 ? value << BigInt(suffix.exponent) : value
  if (!isInt64(value) || !isInt64(scaled)) return undefined
  const unscaled = scanned.negative ? -scaled : scaled
  const quantity = plain(unscaled, exponent, suffix.format, true)
  return isCanonical(scanned, suffix, exponent, value)
    ? { ...quantity, text: scanned.text }
    : quantity
}

/** How many more digits Kubernetes' fast form would take; below zero it does not try. */
function fastDigits({ whole, fraction }: Scanned, suffix: Suffix): number {
  if (suffix.base === 10) return maxInt64Digits - (whole.length + fraction.length)
  if (fraction !== '') return -1
  return 15 - whole.length - Math.trunc((suffix.exponent * 3) / 10) - 1
}

/** Whether Kubernetes keeps the text instead of printing the number again. */
function isCanonical(scanned: Scanned, suffix: Suffix, exponent: number, value: bigint): boolean {
  if (scanned.text === '0') return true
  const digits = scanned.whole + scanned.fraction
  if (suffix.base === 2) return (value & 7n) !== 0n
  return exponent % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0')
}

function inDecimal(scanned: Scanned, suffix: Suffix): Quantity | undefined {
  if (!scanned.hasDigits) return undefined
  const digits = BigInt(scanned.whole + scanned.fraction)
  const factor = suffix.base === 2 ? 1n << BigInt(suffix.exponent) : 1n
  const exponent = (suffix.base === 10 ? suffix.exponent : 0) - scanned.fraction.length
  const rounded = digits === 0n ? 0n : roundAwayFromZero(digits * factor, exponent, nano)
  const cap = maxInt64 * 10n ** 9n
  const capped = suffix.format === 'BinarySI' && rounded > cap ? cap : rounded
  const isBelowOne = capped > 0n && capped < 10n ** 9n
  const format = suffix.format === 'BinarySI' && isBelowOne ? 'DecimalSI' : suffix.format
  return plain(scanned.negative ? -capped : capped, nano, format, false)
}

function plain(
  unscaled: bigint,
  exponent: number,
  format: QuantityFormat,
  fitsInt64: boolean,
): Quantity {
  return { unscaled, exponent, format, fitsInt64 }
}

/** Below 1024, or with a fraction, a binary quantity is printed as a decimal one. */
function isPrintedInBinary(quantity: Quantity): boolean {
  if (quantity.format !== 'BinarySI') return false
  const limit = { ...quantity, unscaled: 1024n, exponent: 0 }
  const size = { ...quantity, unscaled: absolute(quantity.unscaled) }
  if (compareQuantities(size, limit) < 0) return false
  return quantity.exponent >= 0 || quantity.unscaled % 10n ** BigInt(-quantity.exponent) === 0n
}

function printBinary(quantity: Quantity): string {
  let amount = unscaledAtZero(quantity)
  let power = 0
  while (amount % 1024n === 0n) {
    amount /= 1024n
    power++
  }
  return `${amount}${binarySuffixes[power] ?? ''}`
}

function printDecimal(quantity: Quantity): string {
  let { unscaled: amount, exponent } = quantity
  while (amount % 10n === 0n) {
    amount /= 10n
    exponent++
  }
  while (exponent % 3 !== 0) {
    amount *= 10n
    exponent--
  }
  if (quantity.format === 'DecimalExponent')
    return `${amount}${exponent === 0 ? '' : `e${exponent}`}`
  return `${amount}${decimalSuffixes.find(([, size]) => size === exponent)?.[0] ?? ''}`
}

function unscaledAtZero(quantity: Quantity): bigint {
  if (quantity.exponent >= 0) return unscaledAt(quantity, 0)
  return quantity.unscaled / 10n ** BigInt(-quantity.exponent)
}

/** The number with a smaller exponent. */
function unscaledAt(quantity: Quantity, exponent: number): bigint {
  return quantity.unscaled * 10n ** BigInt(quantity.exponent - exponent)
}

function roundAwayFromZero(unscaled: bigint, exponent: number, target: number): bigint {
  if (exponent >= target) return unscaled * 10n ** BigInt(exponent - target)
  const divisor = 10n ** BigInt(target - exponent)
  return (unscaled + divisor - 1n) / divisor
}

function isInt64(value: bigint): boolean {
  return value >= -maxInt64 - 1n && value <= maxInt64
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}

function signOf(value: bigint): number {
  if (value === 0n) return 0
  return value < 0n ? -1 : 1
}
