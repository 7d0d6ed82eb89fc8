import { unhashable } from './libraries/go-types.ts'
import type { CelError, MapValue, Value } from './value.ts'
import { CelMap, heldKeyOf, type MapEntry, type MapKey } from './values/cel-map.ts'

/** The map of these entries, in order; a later one replaces an earlier one of the same key, and undefined removes it. */
export function mapOf(
  pairs: readonly (readonly [Value, Value | undefined])[],
): MapValue | CelMap<Value> | CelError {
  const entries = new Map<MapKey, MapEntry<Value>>()
  for (const [key, value] of pairs) {
    const found = heldKeyOf(key)
    if (found === undefined) return unhashable(key)
    if (value === undefined) entries.delete(found)
    else entries.set(found, { key, value })
  }
  return ofEntries(entries)
}

/** A plain object where all keys are strings. */
function ofEntries(entries: ReadonlyMap<MapKey, MapEntry<Value>>): MapValue | CelMap<Value> {
  for (const { key } of entries.values()) if (typeof key !== 'string') return new CelMap(entries)
  return Object.fromEntries([...entries].map(([key, { value }]) => [key, value]))
}
