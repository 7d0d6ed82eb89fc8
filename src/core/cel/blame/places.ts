import type { Path } from '../../source/path.ts'
import { entriesOf, isList, isPlainMap } from '../list-and-map.ts'
import type { Value } from '../value.ts'

/** Where a value was read: a declared name and the steps from it. */
export interface Place {
  readonly root: string
  readonly path: Path
}

/**
 * Finds lists and objects of the roots again by identity, however they came to where they are.
 * The roots are gone through when the first value is asked for.
 */
export function makePlaces(
  roots: Readonly<Record<string, Value>>,
): (value: unknown) => Place | undefined {
  let places: WeakMap<object, Place> | undefined
  return (value) => {
    if (typeof value !== 'object' || value === null) return undefined
    places ??= collectPlaces(roots)
    return places.get(value)
  }
}

function collectPlaces(roots: Readonly<Record<string, Value>>): WeakMap<object, Place> {
  const places = new WeakMap<object, Place>()
  const pending: (readonly [Value, Place])[] = Object.entries(roots).map(
    ([root, value]) => [value, { root, path: [] }] as const,
  )
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [value, place] = next
    if (!(isList(value) || isPlainMap(value)) || places.has(value)) continue
    places.set(value, place)
    for (const [step, child] of stepsInto(value)) {
      pending.push([child, { root: place.root, path: [...place.path, step] }])
    }
  }
  return places
}

function stepsInto(value: Value): readonly (readonly [string | number, Value])[] {
  if (isList(value)) return value.map((element, index) => [index, element] as const)
  if (!isPlainMap(value)) return []
  return entriesOf(value).map(([key, child]) => [String(key), child] as const)
}
