import { maxInt, minInt } from '../values/int.ts'
import { maxUint } from '../values/uint.ts'

const mostDigits = String(maxUint).length

/**
 * The whole number that decimal digits, with a sign or without, stand for; undefined for any other text, and for more
 * digits than 64 bits can have, which are not read: a text of megabytes would take seconds.
 */
export function parseWhole(text: string): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined
  const digits = text.replace(/^[+-]?0*/, '')
  if (digits.length > mostDigits) return undefined
  return text.startsWith('-') ? -BigInt(digits) : BigInt(digits)
}

/** The same for what fits into an int. */
export function parseInt64(text: string): bigint | undefined {
  const whole = parseWhole(text)
  return whole === undefined || whole < minInt || whole > maxInt ? undefined : whole
}
