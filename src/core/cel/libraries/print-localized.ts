import { printPlainDecimal } from '../../source/print-number.ts'
import { printFixed } from '../print-rounded.ts'

/** What is printed for a precision that Go does not read. */
export const unreadableVerb = '%!(NOVERB)'

/** The first precision that Go does not read: it stops after a million, where another digit follows. */
export const unreadableFrom = 10_000_010

/**
 * A finite double as `%.Nf` of the locale en_US. Go rounds to as many digits as the precision gives as a signed number of
 * 16 bits (a negative one asks for the shortest text), leaves out zeros at the end, and then writes at least as many
 * digits as the precision's last eight bits say.
 * https://github.com/golang/text/blob/v0.43.0/message/print.go (initDecimal)
 * https://github.com/golang/text/blob/v0.43.0/internal/number/format.go (decimalVisibleDigits)
 */
export function printLocalized(double: number, precision: number): string {
  const [whole = '', fraction = ''] = rounded(Math.abs(double), (precision << 16) >> 16).split('.')
  const digits = fraction.replace(/0+$/, '').padEnd(precision & 0xff, '0')
  const sign = double < 0 ? '-' : ''
  return `${sign}${grouped(whole)}${digits === '' ? '' : '.'}${digits}`
}

/** No double has more digits than this behind the point. */
const mostDigits = 1074

function rounded(double: number, digits: number): string {
  return digits < 0 ? printPlainDecimal(double) : printFixed(double, Math.min(digits, mostDigits))
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ',')
}
