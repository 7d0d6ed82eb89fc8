import { printKey } from '../print-value.ts'
import type { ListValue } from '../value.ts'
import { CelError } from '../value.ts'
import { type Clause, clauses } from './format-clauses.ts'

/** More digits than this nobody reads; without a limit a few characters would make megabytes. */
const maxPrecision = 1000

/** `'%s has %d'.format([name, count])`. https://github.com/google/cel-go/blob/master/ext/formatting.go */
export function format(text: string, values: ListValue): string | CelError {
  let result = ''
  let used = 0
  for (let index = 0; index < text.length; ) {
    const percent = text.indexOf('%', index)
    if (percent < 0) return result + text.slice(index)
    result += text.slice(index, percent)
    if (text[percent + 1] === '%') {
      result += '%'
      index = percent + 2
      continue
    }
    const value = values[used]
    if (value === undefined) return new CelError(`index ${used} out of range`)
    const verb = readVerb(text, percent + 1)
    if (verb instanceof CelError) return verb
    const printed = verb.clause(value, verb.precision)
    if (printed instanceof CelError) {
      return new CelError(`error during formatting: ${printed.message}`)
    }
    result += printed
    used++
    index = verb.end
  }
  return result
}

interface Verb {
  readonly clause: Clause
  readonly precision: number | undefined
  readonly end: number
}

function readVerb(text: string, start: number): Verb | CelError {
  if (start >= text.length) return new CelError('unexpected end of string')
  const match = /^(?:\.(\d*))?/.exec(text.slice(start))
  const digits = match?.[1]
  const at = start + (match?.[0].length ?? 0)
  const precision = digits === undefined ? undefined : readPrecision(digits, at, text)
  if (precision instanceof CelError) return precision
  const letter = String.fromCodePoint(text.codePointAt(at) ?? 0)
  const clause = clauses.get(letter)
  return clause === undefined
    ? unparsable(`unrecognized formatting clause ${JSON.stringify(letter)}`)
    : { clause, precision, end: at + 1 }
}

function readPrecision(digits: string, end: number, text: string): number | CelError {
  if (end >= text.length) return badPrecision('could not find end of precision specifier')
  if (digits === '') {
    return badPrecision(
      'error while converting precision to integer: strconv.Atoi: parsing "": invalid syntax',
    )
  }
  const precision = Number(digits)
  return precision <= maxPrecision
    ? precision
    : badPrecision(
        `precision ${printKey(precision)} exceeds maximum allowed precision ${maxPrecision}`,
      )
}

function badPrecision(message: string): CelError {
  return unparsable(`error while parsing precision: ${message}`)
}

function unparsable(message: string): CelError {
  return new CelError(`could not parse formatting clause: ${message}`)
}
