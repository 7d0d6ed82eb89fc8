import { quoteForGo } from '../../source/go-quote.ts'
import { printJson } from '../../source/json.ts'
import { isArray, isObject, type JsonValue } from '../../source/json-value.ts'
import { printGoDouble } from '../../source/print-number.ts'

const int64 = 64

/** Whether Go holds the number as int64: what is integral and neither a text with a fraction nor beyond int64. */
export function isGoInteger(value: JsonValue): value is number | bigint {
  if (typeof value === 'bigint') return BigInt.asIntN(int64, value) === value
  return typeof value === 'number' && Number.isSafeInteger(value)
}

/** As `%v` prints a number that came from JSON. */
export function printGoNumber(value: number | bigint): string {
  return isGoInteger(value) ? String(value) : printGoDouble(Number(value))
}

/** The value of a field error: texts in quotes, numbers plain, all else as JSON with its keys in order. */
export function printBadValue(value: JsonValue): string {
  if (typeof value === 'string') return quoteForGo(value)
  if (typeof value === 'number' || typeof value === 'bigint') return printGoNumber(value)
  return printGoJson(value)
}

const htmlInJson = /[<>&\u2028\u2029]/g

/** JSON as Go writes it: keys in order, and what HTML reads differently escaped. https://pkg.go.dev/encoding/json#Marshal */
export function printGoJson(value: JsonValue): string {
  return printJson(inOrder(value, 0)).replace(
    htmlInJson,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

const deepestInOrder = 500

function inOrder(value: JsonValue, depth: number): JsonValue {
  if (depth > deepestInOrder) return value
  if (typeof value === 'bigint') return isGoInteger(value) ? value : Number(value)
  if (isArray(value)) return value.map((item) => inOrder(item, depth + 1))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => compareAsBytes(a, b))
      .map(([name, item]) => [name, inOrder(item, depth + 1)]),
  )
}

/** The order of the texts' UTF-8 bytes, which is Go's order of texts. */
export function compareAsBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const difference = rank(a.charCodeAt(at)) - rank(b.charCodeAt(at))
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Surrogates stand for characters beyond all of the others. */
function rank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800
  return unit >= 0xd800 ? unit + 0x2000 : unit
}
