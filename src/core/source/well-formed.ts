import { isArray, isObject, type JsonValue } from './json-value.ts'

const surrogateEscape = /\\u[dD][89a-fA-F]/
const loneSurrogate = /\p{Surrogate}/gu

/**
 * The value of a JSON text in which half a surrogate pair may stand alone, in texts and keys: Go's decoder puts U+FFFD in
 * its place. https://pkg.go.dev/encoding/json#Unmarshal
 */
export function wellFormedValue(value: JsonValue, text: string): JsonValue {
  return surrogateEscape.test(text) ? wellFormed(value) : value
}

function wellFormed(value: JsonValue): JsonValue {
  if (typeof value === 'string') return wellFormedText(value)
  if (isArray(value)) return value.map(wellFormed)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [wellFormedText(key), wellFormed(field)]),
  )
}

function wellFormedText(text: string): string {
  return text.replace(loneSurrogate, '\u{fffd}')
}
