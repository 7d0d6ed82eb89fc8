import { jsonEqual } from '../source/equal.ts'
import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../source/json-value.ts'
import { alignLists } from './align-lists.ts'

/** A value in the two forms in which it is kept: with defaults as the API server holds it, and as it is to be written. */
export interface Twofold {
  readonly held: JsonValue
  readonly written: JsonValue
}

/**
 * What is to be written once the held form was mutated: the mutation's changes in the written form, and nothing that the
 * held form only has because the API server sets or rewrites it. A list to which the API server added items is written as
 * it was mutated.
 */
export function carryOver(mutated: JsonValue, twofold: Twofold): JsonValue {
  return carried(mutated, twofold, (items) => items)
}

/** The same, where the items that the API server added are not written either, but for those that the mutation changed. */
export function carryBack(mutated: JsonValue, twofold: Twofold): JsonValue {
  return carried(mutated, twofold, withoutAdded)
}

/** How a list is written that has not as many items as its held form. */
type Unequal = (mutated: JsonArray, held: JsonArray, written: JsonArray) => JsonArray

function carried(mutated: JsonValue, { held, written }: Twofold, unequal: Unequal): JsonValue {
  if (mutated === held) return written
  if (held === written) return mutated
  if (isObject(mutated) && isObject(held) && isObject(written)) {
    return carryFields(mutated, { held, written }, unequal)
  }
  if (!isArray(mutated) || !isArray(held) || !isArray(written)) return mutated
  return held.length === written.length
    ? carryItems(mutated, { held, written }, unequal)
    : unequal(mutated, held, written)
}

interface TwofoldObject {
  readonly held: JsonObject
  readonly written: JsonObject
}

function carryFields(
  mutated: JsonObject,
  { held, written }: TwofoldObject,
  unequal: Unequal,
): JsonObject {
  const removed = (name: string) => Object.hasOwn(held, name) && !Object.hasOwn(mutated, name)
  const kept = Object.entries(written).filter(
    ([name]) => !removed(name) && !Object.hasOwn(mutated, name),
  )
  const fields = Object.entries(mutated).flatMap(
    ([name, value]): readonly (readonly [string, JsonValue])[] => {
      if (!Object.hasOwn(held, name)) return [[name, value]]
      const before = held[name] as JsonValue
      if (Object.hasOwn(written, name)) {
        const field = { held: before, written: written[name] as JsonValue }
        return [[name, carried(value, field, unequal)]]
      }
      return jsonEqual(value, before) ? [] : [[name, changedDefault(value, before, unequal)]]
    },
  )
  return Object.fromEntries([...kept, ...fields])
}

/** Of a default that a mutation changed: what it changed in there. */
function changedDefault(value: JsonValue, held: JsonValue, unequal: Unequal): JsonValue {
  return isObject(value) && isObject(held)
    ? carryFields(value, { held, written: {} }, unequal)
    : value
}

function carryItems(
  mutated: JsonArray,
  { held, written }: { readonly held: JsonArray; readonly written: JsonArray },
  unequal: Unequal,
): JsonArray {
  const places = new Map(alignLists(held, mutated).map(([old, fresh]) => [fresh, old]))
  return mutated.map((item, index) => {
    const place = places.get(index)
    if (place === undefined) return item
    const twofold = { held: held[place] as JsonValue, written: written[place] as JsonValue }
    return carried(item, twofold, unequal)
  })
}

function withoutAdded(mutated: JsonArray, held: JsonArray, written: JsonArray): JsonArray {
  const places = new Map(alignLists(held, mutated).map(([old, fresh]) => [fresh, old]))
  const texts = new Map(alignLists(written, held).map(([text, old]) => [old, text]))
  return mutated.flatMap((item, index) => {
    const place = places.get(index)
    if (place === undefined) return [item]
    const text = texts.get(place)
    const before = held[place] as JsonValue
    if (text === undefined) return jsonEqual(item, before) ? [] : [item]
    return [carried(item, { held: before, written: written[text] as JsonValue }, withoutAdded)]
  })
}
