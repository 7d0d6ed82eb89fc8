import type { ListValue, MapValue, Value } from './value.ts'
import { Boxed } from './values/boxed.ts'
import { CelMap } from './values/cel-map.ts'

/** Whether the value is a list. */
export function isList(value: unknown): value is ListValue {
  return Array.isArray(value)
}

/** Whether the value is a map with string keys only: a plain object. */
export function isPlainMap(value: unknown): value is MapValue {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Boxed)
  )
}

const inherited = Object.prototype as unknown as MapValue

/** The own field of a plain object; what it inherits is no CEL value and told by identity. */
export function ownField(map: MapValue, key: string): Value | undefined {
  const found = map[key]
  return found === inherited || found === inherited[key] ? undefined : found
}

export function isMap(value: unknown): value is MapValue | CelMap<Value> {
  return isPlainMap(value) || value instanceof CelMap
}

export function sizeOfMap(map: MapValue | CelMap<Value>): number {
  return map instanceof CelMap ? map.entries.size : Object.keys(map).length
}

/** Keys in the order of the source. */
export function keysOf(map: MapValue | CelMap<Value>): readonly Value[] {
  return map instanceof CelMap ? [...map.entries.values()].map(({ key }) => key) : Object.keys(map)
}

/** Keys with their values, in the order of the source. */
export function entriesOf(map: MapValue | CelMap<Value>): readonly (readonly [Value, Value])[] {
  if (!(map instanceof CelMap)) return Object.entries(map)
  return [...map.entries.values()].map(({ key, value }) => [key, value] as const)
}
