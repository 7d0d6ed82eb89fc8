import { goTypeNameOf } from './libraries/go-types.ts'
import { isList, isPlainMap } from './list-and-map.ts'
import type { CelError, Value } from './value.ts'
import { Double } from './values/double.ts'
import { Uint } from './values/uint.ts'

/**
 * Go's name of the type of a value that can be no key; undefined of one that can. JSON that was not computed is of Go's
 * own types. https://github.com/google/cel-go/blob/v0.29.2/interpreter/attributes.go (newQualifier)
 */
export function unfitKeyType(value: Value | CelError, isNative: boolean): string | undefined {
  if (typeof value !== 'object' || value instanceof Uint || value instanceof Double)
    return undefined
  if (value === null) return isNative ? '<nil>' : 'types.Null'
  if (isList(value)) return isNative ? '[]interface {}' : '*types.baseList'
  if (isPlainMap(value)) return isNative ? 'map[string]interface {}' : '*types.baseMap'
  return goTypeNameOf(value)
}
