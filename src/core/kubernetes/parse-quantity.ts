import {
  binarySuffixes,
  decimalSuffixes,
  isInt64,
  maxInt64,
  plain,
  type Quantity,
  type QuantityFormat,
} from './quantity.ts'

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

const maxInt64Digits = 18
const nano = -9

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

/** Reads `1Gi`, `100m`, `1e3`, …; more precise than a nano rounds away from zero. The latest are remembered: few are ever written. */
export function parseQuantity(text: string): ParsedQuantity {
  const known = latest.get(text)
  if (known !== undefined) return known
  const parsed = parseAnew(text)
  if (latest.size >= mostRemembered) latest.clear()
  if (text.length <= longestRemembered) latest.set(text, parsed)
  return parsed
}

const mostRemembered = 256
const longestRemembered = 32
const latest = new Map<string, ParsedQuantity>()

function parseAnew(text: string): ParsedQuantity {
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

function roundAwayFromZero(unscaled: bigint, exponent: number, target: number): bigint {
  if (exponent >= target) return unscaled * 10n ** BigInt(exponent - target)
  const divisor = 10n ** BigInt(target - exponent)
  return (unscaled + divisor - 1n) / divisor
}
