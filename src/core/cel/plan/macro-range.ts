import { goTypeNameOf } from '../libraries/go-types.ts'
import { entriesOf, isList, isMap, keysOf } from '../list-and-map.ts'
import type { ListValue, Value } from '../value.ts'
import { CelError } from '../value.ts'

/** What one-variable macros go through: elements of a list, keys of a map. */
export function elementsOf(range: Value): ListValue | CelError {
  if (isList(range)) return range
  if (isMap(range)) return keysOf(range)
  return new CelError(`got '${goTypeNameOf(range)}', expected iterable type`)
}

/** What two-variable macros go through: indices and elements, or keys and values. */
export function turnsOfPairs(
  range: Value,
): { readonly firsts: ListValue; readonly seconds: ListValue } | CelError {
  if (isList(range)) return { firsts: [...range.keys()], seconds: range }
  if (!isMap(range)) {
    return new CelError(`unsupported comprehension range type: ${goTypeNameOf(range)}`)
  }
  const entries = entriesOf(range)
  return { firsts: entries.map(([key]) => key), seconds: entries.map(([, value]) => value) }
}
