import { entriesOf } from '../list-and-map.ts'
import { mapOf } from '../make-map.ts'
import type { CelError, MapValue, Value } from '../value.ts'
import type { CelMap } from '../values/cel-map.ts'
import { globalFunction, type Library } from './library.ts'

const options = { since: '1.32' } as const

/** What the two-variable macros expand to; the planner folds them without building a map for each step. */
export const twoVariableMacrosLibrary: Library = {
  name: 'two-variable macros',
  overloads: [
    globalFunction('cel.@mapInsert', ['map(K, V)', 'K', 'V'], 'map(K, V)', insert, options),
    globalFunction('cel.@mapInsert', ['map(K, V)', 'map(K, V)'], 'map(K, V)', merge, options),
  ],
}

function insert(map: MapValue | CelMap<Value>, key: Value, value: Value): Value | CelError {
  return mapOf([...entriesOf(map), [key, value]])
}

function merge(map: MapValue | CelMap<Value>, other: MapValue | CelMap<Value>): Value | CelError {
  return mapOf([...entriesOf(map), ...entriesOf(other)])
}
