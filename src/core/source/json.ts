import { endOfString } from './json-string.ts'
import { isArray, isObject, type JsonValue } from './json-value.ts'
import { printPiecewise } from './print-piecewise.ts'

export type ParsedJson =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'problem'; readonly message: string }

const longDigits = 16

/**
 * JSON as the core holds it: integers beyond 2^53 are bigint, as far as int64 reaches. A text without a long run of digits,
 * which is nearly every one, takes the engine's own parser alone.
 */
export function parseJson(text: string): ParsedJson {
  try {
    const value = JSON.parse(text) as JsonValue
    return { kind: 'value', value: hasLongDigits(text) ? parseExactly(text) : value }
  } catch (error) {
    return { kind: 'problem', message: error instanceof Error ? error.message : String(error) }
  }
}

/** A run of 16 digits covers some sixteenth character, so only those are looked at: a sixth of a regular expression's time. */
function hasLongDigits(text: string): boolean {
  for (let index = longDigits - 1; index < text.length; index += longDigits) {
    if (isDigit(text, index) && digitsAround(text, index) >= longDigits) return true
  }
  return false
}

function digitsAround(text: string, index: number): number {
  let start = index
  while (isDigit(text, start - 1)) start--
  let end = index + 1
  while (isDigit(text, end)) end++
  return end - start
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code >= 48 && code <= 57
}

/** Long integers of a valid text travel through the parser as marked strings; the mark occurs in no string of the text. */
function parseExactly(text: string): JsonValue {
  const mark = unusedMark(`${text} ${withoutEscapes(text)}`)
  return restored(JSON.parse(marked(text, mark)) as JsonValue, mark)
}

const longInteger = /(?<![\d.eE+-])-?[1-9]\d{15,}(?![\d.eE])/g

/** The text with its long integers in marked quotes; what stands in strings stays. */
function marked(text: string, mark: string): string {
  const parts: string[] = []
  let start = 0
  while (start < text.length) {
    const quote = text.indexOf('"', start)
    const end = quote === -1 ? text.length : quote
    parts.push(text.slice(start, end).replace(longInteger, `"${mark}$&"`))
    start = quote === -1 ? end : endOfString(text, quote)
    parts.push(text.slice(end, start))
  }
  return parts.join('')
}

/** The text with its \\uXXXX escapes resolved, so that a mark cannot be smuggled in as escapes. */
function withoutEscapes(text: string): string {
  return text.replaceAll(/\\u([\dA-Fa-f]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

/** A short text that occurs nowhere in the given one. */
function unusedMark(text: string): string {
  let count = 0
  while (text.includes(`int${count}:`)) count++
  return `int${count}:`
}

/** Puts the integers where their marked strings stand: in place, since nobody else has seen the value. */
function restored(value: JsonValue, mark: string): JsonValue {
  const root: readonly JsonValue[] = [value]
  const open: JsonValue[] = [root]
  for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
    for (const [key, item] of Object.entries(holder as object) as [string, JsonValue][]) {
      if (isArray(item) || isObject(item)) open.push(item)
      const exact = exactValue(item, mark)
      if (exact !== item) define(holder as object, key, exact)
    }
  }
  return root[0] as JsonValue
}

function define(holder: object, key: string, value: JsonValue): void {
  Object.defineProperty(holder, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  })
}

function exactValue(item: JsonValue, mark: string): JsonValue {
  if (typeof item === 'string' && item.startsWith(mark)) {
    return exactInteger(item.slice(mark.length))
  }
  return item
}

/** Beyond int64 Kubernetes itself holds a double. */
function exactInteger(digits: string): JsonValue {
  const value = Number(digits)
  if (Number.isSafeInteger(value)) return value
  const exact = BigInt(digits)
  if (BigInt.asIntN(64, exact) === exact) return exact
  if (Number.isFinite(value)) return value
  throw new RangeError('a number is larger than a double can hold')
}

/** JSON text of a value of any depth; a bigint is printed as the integer that it is. */
export function printJson(value: JsonValue): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error
    return printPiecewise(value)
  }
}
