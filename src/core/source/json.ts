import type { JsonValue } from './json-value.ts'

export type ParsedJson =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'problem'; readonly message: string }

const longDigits = /\d{16}/
const tokens = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?[1-9]\d{15,}(?![\d.eE])/g

/**
 * JSON as the core holds it: integers beyond 2^53 are bigint, as far as int64 reaches. A text without a run of 16 digits, which is nearly every
 * one, takes the engine's own parser alone.
 */
export function parseJson(text: string): ParsedJson {
  try {
    const value = longDigits.test(text) ? parseExactly(text) : (JSON.parse(text) as JsonValue)
    return { kind: 'value', value }
  } catch (error) {
    return { kind: 'problem', message: error instanceof Error ? error.message : String(error) }
  }
}

/** Long integers travel through the engine's parser as marked strings; the mark occurs in no string of the text. */
function parseExactly(text: string): JsonValue {
  const mark = unusedMark(`${text} ${withoutEscapes(text)}`)
  const marked = text.replace(tokens, (token) =>
    token.startsWith('"') ? token : `"${mark}${token}"`,
  )
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark)
      ? exactInteger(value.slice(mark.length))
      : value,
  ) as JsonValue
}

/** Beyond int64 Kubernetes itself holds a double. */
function exactInteger(digits: string): number | bigint {
  const value = Number(digits)
  if (Number.isSafeInteger(value)) return value
  const exact = BigInt(digits)
  return BigInt.asIntN(64, exact) === exact ? exact : value
}

/** JSON text of a value; a bigint is printed as the integer that it is. */
export function printJson(value: JsonValue): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return printExactly(value)
  }
}

function printExactly(value: JsonValue): string {
  const strings: string[] = []
  JSON.stringify(value, (key, item: unknown) => {
    strings.push(key, typeof item === 'string' ? item : '')
    return typeof item === 'bigint' ? null : item
  })
  const mark = unusedMark(strings.join(' '))
  const marked = JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'bigint' ? `${mark}${item}` : item,
  )
  return marked.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1')
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
