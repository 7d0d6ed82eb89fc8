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

export type QuantityFormat = 'DecimalExponent' | 'BinarySI' | 'DecimalSI'

/** What 64 bits hold. */
export const maxInt64 = 2n ** 63n - 1n

/** Each with its power of ten. */
export const decimalSuffixes: readonly (readonly [string, number])[] = [
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

/** Each a power of 1024, in their order. */
export const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const

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

/** A quantity of which no text is kept. */
export function plain(
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

export function isInt64(value: bigint): boolean {
  return value >= -maxInt64 - 1n && value <= maxInt64
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}

function signOf(value: bigint): number {
  if (value === 0n) return 0
  return value < 0n ? -1 : 1
}
