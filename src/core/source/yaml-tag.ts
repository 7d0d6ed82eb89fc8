import type { Scalar } from 'yaml'
import type { JsonValue } from './json-value.ts'
import { resolvePlain, type ScalarType } from './yaml-scalar.ts'

/** The value of a scalar node, or why it has none. */
export type ScalarValue =
  | { readonly kind: 'value'; readonly value: JsonValue; readonly type: ScalarType }
  | { readonly kind: 'fault'; readonly message: string }

const yamlTag = 'tag:yaml.org,2002:'
const types: readonly string[] = ['bool', 'null', 'int', 'float', 'timestamp']

/**
 * The value of a scalar node by its tag: a plain one without a tag is resolved, `!!binary` decoded, and a tag that YAML
 * does not resolve leaves the text as it is. https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/decode.go
 */
export function scalarValue({ value, tag, type }: Scalar): ScalarValue {
  const text = String(value ?? '')
  if (tag === undefined) {
    const isPlain = type === undefined || type === 'PLAIN'
    return isPlain ? { kind: 'value', ...resolvePlain(text) } : string(flat(text))
  }
  const name = tag.startsWith(yamlTag) ? tag.slice(yamlTag.length) : undefined
  if (name === 'binary') return binaryValue(text)
  return name !== undefined && types.includes(name) ? taggedValue(text, name) : string(text)
}

function string(value: string): ScalarValue {
  return { kind: 'value', value, type: 'str' }
}

/**
 * The same text in one piece. The parser joins a quoted text of its characters, and until V8 looks into such a text it
 * keeps all the joints: half of what 10,000 small objects hold.
 */
function flat(text: string): string {
  return Number.isNaN(text.charCodeAt(0)) ? '' : text
}

function taggedValue(text: string, name: string): ScalarValue {
  const { type, value } = resolvePlain(text)
  if (type === name) return { kind: 'value', value, type }
  if (name === 'float' && type === 'int' && isInt64(value)) {
    return { kind: 'value', value: Number(value), type: 'float' }
  }
  return { kind: 'fault', message: `cannot decode !!${type} \`${text}\` as a !!${name}` }
}

function isInt64(value: JsonValue): boolean {
  return typeof value !== 'bigint' || value < 2n ** 63n
}

declare const atob: (text: string) => string
declare const TextDecoder: new () => { readonly decode: (bytes: Uint8Array) => string }

const base64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/

/** The bytes read as UTF-8; what is none becomes U+FFFD, as in Go's JSON. */
function binaryValue(text: string): ScalarValue {
  const digits = text.replaceAll(/[\r\n]/g, '')
  if (!base64.test(digits)) {
    return { kind: 'fault', message: '!!binary value contains invalid base64 data' }
  }
  const bytes = Uint8Array.from(atob(digits), (byte) => byte.charCodeAt(0))
  return string(new TextDecoder().decode(bytes))
}
