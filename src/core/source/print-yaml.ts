import { printJson } from './json.ts'
import { isArray, isObject, type JsonValue } from './json-value.ts'

/** How a value is laid out in lines; the steps are spaces. */
export interface Layout {
  readonly step: number
  /** How far the items of a list stand behind the key that leads to them. */
  readonly listStep: number
}

/** The value as a YAML text that YAML 1.1 and 1.2 read alike, its last line ended; what would steer a terminal is escaped. */
export function printYaml(value: unknown): string {
  const lines = yamlLines(value as JsonValue, { step: 2, listStep: 2 })
  return `${lines.join('\n')}\n`
}

/** The lines of a value that begins a line, or follows `- `. */
function yamlLines(value: JsonValue, layout: Layout): readonly string[] {
  if (isEmptyOrScalar(value)) return scalarLines(value, layout)
  return isArray(value)
    ? value.flatMap((item) => itemLines(item, layout))
    : Object.entries(value as object).flatMap(([key, field]) => pairLines(key, field, layout))
}

/** The lines of a field. */
export function pairLines(key: string, value: JsonValue, layout: Layout): readonly string[] {
  const name = textOf(key)
  if (isEmptyOrScalar(value)) {
    const [first = '', ...rest] = scalarLines(value, layout)
    return [`${name}: ${first}`, ...rest]
  }
  const step = isArray(value) ? layout.listStep : layout.step
  return [`${name}:`, ...indented(yamlLines(value, layout), step)]
}

/** The lines of an item. */
export function itemLines(value: JsonValue, layout: Layout): readonly string[] {
  const [first = '', ...rest] = yamlLines(value, layout)
  const isBlock = typeof value === 'string'
  return [`- ${first}`, ...(isBlock ? rest : indented(rest, 2))]
}

/** The value on one line, as it stands among brackets too. */
export function flowText(value: JsonValue): string {
  if (isArray(value)) return `[${value.map(flowText).join(', ')}]`
  if (!isObject(value)) return typeof value === 'string' ? flowString(value) : printJson(value)
  const fields = Object.entries(value).map(
    ([key, field]) => `${flowString(key)}: ${flowText(field)}`,
  )
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

/** The name of a field among brackets. */
export function flowKey(name: string): string {
  return flowString(name)
}

/** The value as JSON without a character that steers a terminal; with a step on lines of its own. */
export function quotedJson(value: JsonValue, step = 0): string {
  const text =
    step === 0
      ? printJson(value)
      : JSON.stringify(
          value,
          (_, inner) => (typeof inner === 'bigint' ? Number(inner) : inner),
          step,
        )
  return text.replaceAll(steering, escaped)
}

function isEmptyOrScalar(value: JsonValue): boolean {
  if (isArray(value)) return value.length === 0
  return !isObject(value) || Object.keys(value).length === 0
}

function scalarLines(value: JsonValue, { step }: Layout): readonly string[] {
  if (typeof value !== 'string') return [printJson(value)]
  if (!isLiteral(value)) return [textOf(value)]
  const body = value.endsWith('\n') ? value.slice(0, -1) : value
  const header = value.endsWith('\n') ? '|' : '|-'
  return [header, ...indented(body.split('\n'), step)]
}

/** Several lines that a block can hold without more words in its header. */
function isLiteral(value: string): boolean {
  return /^[^\s].*\n[\s\S]*[^\s]\n?$/.test(value) && value.search(notLiteral) === -1
}

const notLiteral =
  /[^\t\n\u0020-\u007e\u00a0-\u1fff\u2010-\u2027\u2030-\u2065\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u

function textOf(text: string): string {
  const isPlain = isPlainText(text) || quantity.test(text)
  return isPlain ? text : quotedJson(text.replaceAll(half, '\ufffd'))
}

function isPlainText(text: string): boolean {
  return plain.test(text) && !/: |:$| #| $/.test(text) && !isReserved(text)
}

function flowString(text: string): string {
  return flowPlain.test(text) && !isReserved(text)
    ? text
    : quotedJson(text.replaceAll(half, '\ufffd'))
}

const plain = /^(?:--?)?[A-Za-z/][\w ./:@+=,;()$%&?!<>|'*^~-]*$/
/** What no YAML takes for a number. */
const quantity = /^\d+(?:m|[KMGTP]i|[kMGTP])$/
const flowPlain = /^(?:--?)?[A-Za-z/][\w./-]*$/

/** No YAML holds half a character. */
const half = /\p{Surrogate}/gu

/** What YAML 1.1 takes for something else than a string. https://yaml.org/type/bool.html */
function isReserved(text: string): boolean {
  return /^(y|n|yes|no|on|off|true|false|null)$/i.test(text)
}

const steering = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Empty lines stay empty. */
function indented(lines: readonly string[], width: number): readonly string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(width) + line))
}
