import type { JsonValue } from './json-value.ts'

const words: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...cased(['y', 'yes', 'on', 'true'], true),
  ...cased(['n', 'no', 'off', 'false'], false),
  ['', null],
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
])

/** The lower-case, capitalised and upper-case forms, which are the ones that count. */
function cased<T>(names: readonly string[], value: T): readonly (readonly [string, T])[] {
  return names.flatMap((name) => [
    [name, value] as const,
    [name.charAt(0).toUpperCase() + name.slice(1), value] as const,
    [name.toUpperCase(), value] as const,
  ])
}

const radixInteger = /^([-+]?)(0x[\da-f]+|0o[0-7]+|0b[01]+)$/i
const octalInteger = /^([-+]?)0([0-7]+)$/
const decimalInteger = /^[-+]?(0|[1-9]\d*)$/
const float = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/
const special = /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/

export type ResolvedScalar =
  | { readonly kind: 'value'; readonly value: JsonValue }
  /** A number that JSON cannot hold: infinity or NaN. */
  | { readonly kind: 'not-json' }

/**
 * A plain scalar as sigs.k8s.io/yaml resolves it, which is YAML 1.1 with Go's number syntax.
 * https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go
 */
export function resolvePlain(text: string): ResolvedScalar {
  const word = words.get(text)
  if (word !== undefined) return { kind: 'value', value: word }
  if (special.test(text)) return { kind: 'not-json' }
  if (!/^[-+.\d]/.test(text)) return { kind: 'value', value: text }
  return resolveNumber(text)
}

function resolveNumber(text: string): ResolvedScalar {
  const plain = text.startsWith('.') ? text : text.replaceAll('_', '')
  const integer = integerOf(plain)
  if (integer !== undefined) return { kind: 'value', value: integer }
  if (!float.test(plain)) return { kind: 'value', value: text }
  const value = Number(plain)
  return Number.isFinite(value) ? { kind: 'value', value } : { kind: 'value', value: text }
}

function integerOf(text: string): number | bigint | undefined {
  const radix = radixInteger.exec(text)
  if (radix !== null) return signed(radix[1], BigInt((radix[2] ?? '').toLowerCase()))
  const octal = octalInteger.exec(text)
  if (octal !== null) return signed(octal[1], BigInt(`0o${octal[2]}`))
  return decimalInteger.test(text) ? signed('', BigInt(text.replace(/^\+/, ''))) : undefined
}

/** Go keeps int64 and uint64 exactly; what is larger becomes a float. */
function signed(sign: string | undefined, magnitude: bigint): number | bigint | undefined {
  const value = sign === '-' ? -magnitude : magnitude
  if (value < -(2n ** 63n) || value >= 2n ** 64n) return undefined
  return Number.isSafeInteger(Number(value)) ? Number(value) : value
}
