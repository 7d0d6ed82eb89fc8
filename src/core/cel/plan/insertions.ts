import { entriesOf, isMap } from '../list-and-map.ts'
import { mapOf } from '../make-map.ts'
import { printKey } from '../print-value.ts'
import { typeNameOf } from '../type-of.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { mapKeyOf } from '../values/cel-map.ts'

/** A map that grows; an entry with a key that is there already is an error. */
export interface Insertions {
  readonly insert: (key: Value, value: Value) => CelError | undefined
  readonly result: () => Value | CelError
}

export function makeInsertions(): Insertions {
  const pairs: (readonly [Value, Value])[] = []
  const seen = new Set<unknown>()
  return {
    insert: (key, value) => {
      const found = mapKeyOf(key)
      if (seen.has(found))
        return new CelError(`insert failed: key ${key === null ? 0 : printKey(key)} already exists`)
      seen.add(found)
      pairs.push([key, value])
      return undefined
    },
    result: () => mapOf(pairs),
  }
}

/** Adds all entries of a map. */
export function insertAll(value: Value, insertions: Insertions): CelError | undefined {
  if (!isMap(value)) {
    return new CelError(`no such overload: cel.@mapInsert(map, ${typeNameOf(value)})`)
  }
  for (const [key, entry] of entriesOf(value)) {
    const failure = insertions.insert(key, entry)
    if (failure !== undefined) return failure
  }
  return undefined
}
