import {
  fieldOf,
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../source/json-value.ts'

type Holder = JsonValue | undefined

const nothing: JsonArray = []
const empty: JsonObject = {}

/** The object in that field; a value of another type counts as absent. */
export function objectIn(holder: Holder, key: string): JsonObject | undefined {
  const value = fieldOf(holder, key)
  return isObject(value) ? value : undefined
}

/** The items of the list in that field; a value of another type is a list of none. */
export function itemsIn(holder: Holder, key: string): JsonArray {
  const value = fieldOf(holder, key)
  return isArray(value) ? value : nothing
}

/** The boolean in that field; a value of another type counts as absent. */
export function booleanIn(holder: Holder, key: string): boolean | undefined {
  const value = fieldOf(holder, key)
  return typeof value === 'boolean' ? value : undefined
}

/** The text in that field; a value of another type counts as absent. */
export function textIn(holder: Holder, key: string): string | undefined {
  const value = fieldOf(holder, key)
  return typeof value === 'string' ? value : undefined
}

/** The text of an item or annotation: null is the empty text, as Kubernetes decodes it; another type counts as absent. */
export function textOf(value: Holder): string | undefined {
  if (value === null) return ''
  return typeof value === 'string' ? value : undefined
}

/** The object that an item is: null, and what is no object, is one without fields, as Kubernetes decodes null. */
export function objectOf(item: JsonValue): JsonObject {
  return isObject(item) ? item : empty
}
