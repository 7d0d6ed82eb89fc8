import { parseJson } from './json.ts'
import { endOfString } from './json-string.ts'
import { isArray, isObject, type JsonValue } from './json-value.ts'
import { wellFormedValue } from './well-formed.ts'
import { maximumDepth } from './yaml-parse.ts'

export interface JsonDocument {
  readonly start: number
  readonly end: number
  readonly value: JsonValue
  readonly hasDuplicateKeys: boolean
}

export interface JsonDocuments {
  readonly documents: readonly JsonDocument[]
  /** Where the part begins that is no JSON. */
  readonly end: number
}

/**
 * The JSON values at the start of a text that begins with `{`, one after the other, as kubectl reads them before it tries
 * YAML. https://github.com/kubernetes/apimachinery/blob/master/pkg/util/yaml/decoder.go (YAMLOrJSONDecoder)
 */
export function jsonDocuments(text: string): JsonDocuments {
  const documents: JsonDocument[] = []
  let end = 0
  if (!/^\s*\{/.test(text)) return { documents, end }
  for (
    let document = nextDocument(text, end);
    document !== undefined;
    document = nextDocument(text, end)
  ) {
    documents.push(document)
    end = document.end
  }
  return { documents, end }
}

function nextDocument(text: string, from: number): JsonDocument | undefined {
  const start = skipSpace(text, from)
  const extent = extentOf(text, start)
  if (extent === undefined) return undefined
  const json = parseJson(text.slice(start, extent.end))
  if (json.kind === 'problem') return undefined
  const { keys, inRange } = survey(json.value)
  if (!inRange) return undefined
  const hasDuplicateKeys = extent.keys !== keys
  const value = wellFormedValue(json.value, text.slice(start, extent.end))
  return { start, end: extent.end, value, hasDuplicateKeys }
}

export function skipSpace(text: string, from: number): number {
  const space = /\s*/y
  space.lastIndex = from
  space.test(text)
  return space.lastIndex
}

interface Survey {
  readonly keys: number
  /** False where a number is larger than a double can hold, which Go refuses. */
  readonly inRange: boolean
}

interface Extent {
  readonly end: number
  readonly keys: number
}

const steps = { '{': 1, '[': 1, '}': -1, ']': -1, '"': 0 } as const

/** Where the brackets that open at `start` are closed, and how many keys stand between them. */
function extentOf(text: string, start: number): Extent | undefined {
  if (text[start] !== '{' && text[start] !== '[') return undefined
  const tokens = /[{}[\]"]/g
  tokens.lastIndex = start
  let depth = 0
  let keys = 0
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const [token] = match
    depth += steps[token as keyof typeof steps]
    if (depth > maximumDepth) return undefined
    if (depth === 0) return { end: tokens.lastIndex, keys }
    if (token !== '"') continue
    tokens.lastIndex = endOfString(text, match.index)
    keys += text[skipSpace(text, tokens.lastIndex)] === ':' ? 1 : 0
  }
  return undefined
}

function survey(value: JsonValue): Survey {
  const open: JsonValue[] = [value]
  let keys = 0
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (item === Infinity || item === -Infinity) return { keys, inRange: false }
    if (isObject(item)) keys += Object.keys(item).length
    if (isObject(item) || isArray(item)) for (const child of Object.values(item)) open.push(child)
  }
  return { keys, inRange: true }
}
