import { jsonEqual } from '../source/equal.ts'
import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../source/json-value.ts'
import { alignLists } from './align-lists.ts'
import type { Twofold } from './carry-over.ts'

/**
 * The written form with what was changed in the held one, and with nothing else: what only the held form has is left out, and
 * what only the written one has stays, of lists too. Other than with `carryOver`, the result need not be held as the changed
 * object is.
 */
export function mutationsOnly(mutated: JsonObject, { held, written }: Twofold): JsonObject {
  if (!isObject(held) || !isObject(written)) return mutated
  return onlyFields(mutated, held, written)
}

function only(mutated: JsonValue, held: JsonValue, written: JsonValue | undefined): JsonValue {
  if (isObject(mutated) && isObject(held)) {
    return onlyFields(mutated, held, isObject(written) ? written : {})
  }
  return isArray(mutated) && isArray(held)
    ? onlyItems(mutated, held, isArray(written) ? written : [])
    : mutated
}

function onlyFields(mutated: JsonObject, held: JsonObject, written: JsonObject): JsonObject {
  const kept = Object.entries(written).filter(
    ([name]) => !Object.hasOwn(mutated, name) && !Object.hasOwn(held, name),
  )
  const rest = Object.entries(mutated).flatMap(
    ([name, value]): readonly (readonly [string, JsonValue])[] => {
      if (!Object.hasOwn(held, name)) return [[name, value]]
      const [before, own] = [held[name] as JsonValue, ownField(written, name)]
      if (!jsonEqual(value, before)) return [[name, only(value, before, own)]]
      return own === undefined ? [] : [[name, own]]
    },
  )
  return Object.fromEntries([...kept, ...rest])
}

function onlyItems(mutated: JsonArray, held: JsonArray, written: JsonArray): JsonArray {
  const heldPlaces = places(held, mutated)
  const writtenPlaces = places(written, held)
  const paired = new Set(writtenPlaces.values())
  const items = mutated.flatMap((item, index) => {
    const place = heldPlaces.get(index)
    if (place === undefined) return [item]
    const ownPlace = writtenPlaces.get(place)
    const own = ownPlace === undefined ? undefined : written[ownPlace]
    const before = held[place] as JsonValue
    if (!jsonEqual(item, before)) return [only(item, before, own)]
    return own === undefined ? [] : [own]
  })
  return [...items, ...written.filter((_, index) => !paired.has(index))]
}

/** Where the elements of the second list stood in the first one. */
function places(before: JsonArray, after: JsonArray): ReadonlyMap<number, number> {
  return new Map(alignLists(before, after).map(([old, fresh]) => [fresh, old]))
}

function ownField(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}
