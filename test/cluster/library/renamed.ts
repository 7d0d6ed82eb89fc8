import { isArray, isObject, type JsonValue } from '#src/core/index.ts'

/** Names of namespaces, and what each is called instead. */
export type Names = ReadonlyMap<string, string>

/** The value with the other names of the namespaces, wherever a text is such a name, or that of an account in one; keys stay. */
export function renamed<T>(value: T, names: Names): T {
  return texts(value as JsonValue, (text, key) => otherName(text, key, names)) as T
}

/** The value with the first names put back, wherever the others stand in a text. */
export function named<T>(value: T, names: Names): T {
  const back = [...names].filter(([old, fresh]) => old !== fresh)
  if (back.length === 0) return value
  return texts(value as JsonValue, (text) =>
    back.reduce((all, [old, fresh]) => all.replaceAll(fresh, old), text),
  ) as T
}

const accounts = /^(?<before>system:serviceaccounts?:)(?<namespace>[^:]+)(?<after>:.*)?$/

/** `default` is the name of other things too. */
function otherName(text: string, key: string, names: Names): string {
  const { before = '', namespace = '', after = '' } = accounts.exec(text)?.groups ?? {}
  if (names.has(namespace)) return `${before}${names.get(namespace)}${after}`
  if (text === 'default' && !namespaceKeys.includes(key)) return text
  return names.get(text) ?? text
}

const namespaceKeys = ['namespace', 'namespaces', 'kubernetes.io/metadata.name']

type Change = (text: string, key: string) => string

function texts(value: JsonValue, change: Change, key = ''): JsonValue {
  if (typeof value === 'string') return change(value, key)
  if (isArray(value)) return value.map((item) => texts(item, change, key))
  if (!isObject(value)) return value
  const entries = Object.entries(value).map(([name, item]) => [name, texts(item, change, name)])
  return Object.fromEntries(entries) as JsonValue
}
