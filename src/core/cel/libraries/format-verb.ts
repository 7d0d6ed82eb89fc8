import { CelError } from '../value.ts'
import { parseInt64 } from './parse-whole.ts'

/** What stands behind a percent sign: a precision and a letter. */
export interface Verb {
  readonly letter: string
  readonly precision: number | undefined
  readonly end: number
}

/**
 * Reads the verb that begins at an offset, whatever its letter is.
 * https://github.com/google/cel-go/blob/v0.29.2/ext/formatting.go
 */
export function readVerb(text: string, start: number): Verb | CelError {
  if (start >= text.length) return new CelError('unexpected end of string')
  const match = /^(?:\.([0-9]*))?/.exec(text.slice(start))
  const digits = match?.[1]
  const at = start + (match?.[0].length ?? 0)
  const precision = digits === undefined ? undefined : readPrecision(digits, at, text)
  if (precision instanceof CelError) return precision
  return { letter: firstByte(text.codePointAt(at) ?? 0), precision, end: at + 1 }
}

function badPrecision(message: string): CelError {
  return unparsable(`error while parsing precision: ${message}`)
}

export function unknownVerb({ letter }: Verb): CelError {
  return unparsable(`unrecognized formatting clause "${letter}"`)
}

function unparsable(message: string): CelError {
  return new CelError(`could not parse formatting clause: ${message}`)
}

/** Go looks at octets: of a character that takes several, at the first. */
function firstByte(point: number): string {
  if (point < 0x80) return String.fromCharCode(point)
  if (point < 0x800) return String.fromCharCode(0xc0 | (point >> 6))
  return String.fromCharCode(point < 0x10000 ? 0xe0 | (point >> 12) : 0xf0 | (point >> 18))
}

function readPrecision(digits: string, end: number, text: string): number | CelError {
  if (end >= text.length) return badPrecision('could not find end of precision specifier')
  if (parseInt64(digits) !== undefined) return Number(digits)
  const reason = digits === '' ? 'invalid syntax' : 'value out of range'
  return badPrecision(
    `error while converting precision to integer: strconv.Atoi: parsing "${digits}": ${reason}`,
  )
}
