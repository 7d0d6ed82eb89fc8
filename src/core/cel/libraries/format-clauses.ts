import { utf8 } from '../../source/base64.ts'
import { doubleValueOf, wholeValueOf } from '../numbers.ts'
import { printScientific } from '../print-rounded.ts'
import { typeNameOf } from '../type-of.ts'
import { textOfUnits } from '../utf8-text.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { Bytes } from '../values/bytes.ts'
import { printForFormat } from './format-value.ts'
import { printLocalized, unreadableFrom, unreadableVerb } from './print-localized.ts'

/** Prints one value for a clause such as `%.3f`. */
export type Clause = (value: Value, precision: number | undefined) => string | CelError

/** What stands behind the percent sign. Kubernetes formats doubles as the locale en_US does. */
export const clauses: ReadonlyMap<string, Clause> = new Map<string, Clause>([
  ['s', printForFormat],
  ['d', decimal],
  ['f', fixed],
  ['e', scientific],
  ['b', binary],
  ['o', octal],
  ['x', hexadecimal],
  ['X', (value) => upperCase(hexadecimal(value))],
])

const defaultPrecision = 6

function decimal(value: Value): string | CelError {
  const whole = wholeValueOf(value)
  return whole === undefined
    ? wrongType('decimal clause can only be used on integers', value)
    : String(whole)
}

function fixed(value: Value, precision = defaultPrecision): string | CelError {
  const double = doubleOrNamed(value)
  if (double === undefined) {
    return wrongType('fixed-point clause can only be used on doubles', value)
  }
  if (precision >= unreadableFrom) return unreadableVerb
  return Number.isFinite(double) ? printLocalized(double, precision) : notFinite(double)
}

/** A width has so many bits. */
const largestWidth = 0xffff

/** cel-go writes the precision where Go expects the width, so there are always six digits. */
function scientific(value: Value, width = defaultPrecision): string | CelError {
  const double = doubleOrNamed(value)
  if (double === undefined) {
    return wrongType('scientific clause can only be used on doubles', value)
  }
  if (width >= unreadableFrom) return unreadableVerb
  const text = Number.isFinite(double) ? inPowersOfTen(double) : notFinite(double)
  return ' '.repeat(Math.max(0, (width & largestWidth) - text.length)) + text
}

function inPowersOfTen(double: number): string {
  const number = double === 0 ? 0 : double
  const [mantissa = '', exponent = ''] = printScientific(number, defaultPrecision).split('e')
  const sign = exponent.startsWith('-') ? '⁻' : ''
  const digits = exponent.replace(/[+-]/, '').padStart(2, '0')
  return `${mantissa}×10${sign}${[...digits].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`
}

function binary(value: Value): string | CelError {
  if (typeof value === 'boolean') return value ? '1' : '0'
  return (
    wholeValueOf(value)?.toString(2) ??
    wrongType('only integers and bools can be formatted as binary', value)
  )
}

function octal(value: Value): string | CelError {
  return (
    wholeValueOf(value)?.toString(8) ??
    wrongType('octal clause can only be used on integers', value)
  )
}

function hexadecimal(value: Value): string | CelError {
  if (typeof value === 'string') return hexOf(utf8(value))
  if (value instanceof Bytes) return hexOf(value.octets)
  return (
    wholeValueOf(value)?.toString(16) ??
    wrongType('only integers, byte buffers, and strings can be formatted as hex', value)
  )
}

function hexOf(octets: Uint8Array): string {
  const units = new Uint8Array(octets.length * 2)
  for (let index = 0; index < octets.length; index++) {
    const octet = octets[index] ?? 0
    units[2 * index] = hexDigits.charCodeAt(octet >> 4)
    units[2 * index + 1] = hexDigits.charCodeAt(octet & 0xf)
  }
  return textOfUnits(units)
}

const hexDigits = '0123456789abcdef'

function upperCase(text: string | CelError): string | CelError {
  return text instanceof CelError ? text : text.toUpperCase()
}

/** A double, or one of the texts that stand for what is no number. */
function doubleOrNamed(value: Value): number | undefined {
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value)
  return doubleValueOf(value)
}

function notFinite(double: number): string {
  if (Number.isNaN(double)) return 'NaN'
  return double > 0 ? '∞' : '-∞'
}

function wrongType(rule: string, value: Value): CelError {
  return new CelError(`${rule}, was given ${typeNameOf(value)}`)
}
