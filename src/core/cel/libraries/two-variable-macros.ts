import { entriesOf } from '../list-and-map.ts'
import { mapOf } from '../make-map.ts'
import type { CelError, MapValue, Value } from '../value.ts'
import type { CelMap } from '../values/cel-map.ts'
import { globalFunction, introducedIn, type Library } from './library.ts'

/** What the two-variable macros expand to; the planner folds them without building a map for each step. */
export const twoVariableMacrosLibrary: Library = {
  name: 'two-variable macros',
  overloads: introducedIn('1.32', [
    globalFunction(
      'cel.@mapInsert',
      '@mapInsert_map_key_value',
      ['map(K, V)', 'K', 'V'],
      'map(K, V)',
      insert,
    ),
    globalFunction(
      'cel.@mapInsert',
      '@mapInsert_map_map',
      ['map(K, V)', 'map(K, V)'],
      'map(K, V)',
      merge,
    ),
  ]),
}

function insert(map: MapValue | CelMap<Value>, key: Value, value: Value): Value | CelError {
  return mapOf([...entriesOf(map), [key, value]])
}

function merge(map: MapValue | CelMap<Value>, other: MapValue | CelMap<Value>): Value | CelError {
  return mapOf([...entriesOf(map), ...entriesOf(other)])
}
