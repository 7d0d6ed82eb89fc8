import { isArray, isObject, type JsonObject, type JsonValue } from './json-value.ts'

/** The value, with what is equal in `known` at the same place taken from there: the same value, not only an equal one. */
export function shareEqual(value: JsonObject, known: JsonObject): JsonObject {
  return shared(value, known) as JsonObject
}

function shared(value: JsonValue, known: JsonValue | undefined): JsonValue {
  if (value === known) return value
  if (isArray(value)) return isArray(known) ? sharedList(value, known) : value
  return isObject(value) && isObject(known) ? sharedFields(value, known) : value
}

function sharedList(value: readonly JsonValue[], known: readonly JsonValue[]): JsonValue {
  const items = value.map((item, index) => shared(item, known[index]))
  const isSame =
    items.length === known.length && items.every((item, index) => item === known[index])
  return isSame ? known : items
}

function sharedFields(value: JsonObject, known: JsonObject): JsonValue {
  const entries = Object.entries(value).map(([name, field]): [string, JsonValue] => [
    name,
    shared(field, Object.hasOwn(known, name) ? known[name] : undefined),
  ])
  const isSame =
    entries.length === Object.keys(known).length &&
    entries.every(([name, field]) => Object.hasOwn(known, name) && field === known[name])
  return isSame ? known : Object.fromEntries(entries)
}
