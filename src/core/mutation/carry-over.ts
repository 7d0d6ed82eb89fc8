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
 * held form only has because the API server sets or rewrites it.
 */
export function carryOver(mutated: JsonValue, { held, written }: Twofold): JsonValue {
  if (mutated === held) return written
  if (held === written) return mutated
  if (isObject(mutated) && isObject(held) && isObject(written)) {
    return carryFields(mutated, held, written)
  }
  const areLists = isArray(mutated) && isArray(held) && isArray(written)
  return areLists && held.length === written.length ? carryItems(mutated, held, written) : mutated
}

function carryFields(mutated: JsonObject, held: JsonObject, written: JsonObject): JsonObject {
  const removed = (name: string) => Object.hasOwn(held, name) && !Object.hasOwn(mutated, name)
  const kept = Object.entries(written).filter(
    ([name]) => !removed(name) && !Object.hasOwn(mutated, name),
  )
  const carried = Object.entries(mutated).flatMap(
    ([name, value]): readonly (readonly [string, JsonValue])[] => {
      if (!Object.hasOwn(held, name)) return [[name, value]]
      const before = held[name] as JsonValue
      if (Object.hasOwn(written, name)) {
        return [[name, carryOver(value, { held: before, written: written[name] as JsonValue })]]
      }
      return jsonEqual(value, before) ? [] : [[name, changedDefault(value, before)]]
    },
  )
  return Object.fromEntries([...kept, ...carried])
}

/** Of a default that a mutation changed: what it changed in there. */
function changedDefault(value: JsonValue, held: JsonValue): JsonValue {
  return isObject(value) && isObject(held) ? carryFields(value, held, {}) : value
}

function carryItems(mutated: JsonArray, held: JsonArray, written: JsonArray): JsonArray {
  const places = new Map(alignLists(held, mutated).map(([old, fresh]) => [fresh, old]))
  return mutated.map((item, index) => {
    const place = places.get(index)
    if (place === undefined) return item
    return carryOver(item, { held: held[place] as JsonValue, written: written[place] as JsonValue })
  })
}
