import { findInMap } from './equality.ts'
import { isList, isMap, isPlainMap, ownField } from './list-and-map.ts'
import { doubleValueOf } from './numbers.ts'
import { printKey } from './print-value.ts'
import { typeNameOf } from './type-of.ts'
import type { ListValue, Value } from './value.ts'
import { CelError } from './value.ts'
import { Boxed } from './values/boxed.ts'
import { isInt } from './values/int.ts'
import { LazyObject } from './values/lazy-object.ts'
import { ObjectValue } from './values/object-value.ts'
import { none, Optional } from './values/optional.ts'
import { Uint } from './values/uint.ts'

/**
 * `operand[key]` and `operand.key`. On an optional the access is optional too and gives an optional.
 * https://github.com/google/cel-go/blob/master/interpreter/attributes.go
 */
export function access(operand: Value, key: Value): Value | CelError {
  if (operand instanceof Optional) return accessOptional(operand, key)
  const found = find(operand, key)
  if (found !== undefined) return found
  return isList(operand)
    ? new CelError(`index out of bounds: ${printKey(key)}`)
    : new CelError(`no such key: ${printKey(key)}`)
}

/** `operand.?key` and `operand[?key]`: none where there is nothing, an error only where the key cannot be one. */
export function accessOptional(operand: Value, key: Value): Value | CelError {
  const target = operand instanceof Optional ? operand.value : operand
  if (target === undefined) return none
  const found = find(target, key)
  if (found instanceof CelError) return found
  return found === undefined ? none : new Optional(found)
}

/** `has(operand.field)`. */
export function hasField(operand: Value, field: string): boolean | CelError {
  const target = operand instanceof Optional ? operand.value : operand
  if (target instanceof LazyObject) return target.has(field)
  if (target === undefined) return false
  const found = find(target, field)
  return found instanceof CelError ? found : found !== undefined
}

/** The element, field or entry; undefined where there is none, or where the operand holds nothing. */
function find(operand: Value, key: Value): Value | CelError | undefined {
  if (typeof key === 'string' && isPlainMap(operand)) return ownField(operand, key)
  if (isList(operand)) return findInList(operand, key)
  if (isMap(operand)) return findInMap(operand, key)
  if (!(operand instanceof Boxed) || typeof key !== 'string') return undefined
  if (operand instanceof LazyObject) return operand.read(key)
  return operand instanceof ObjectValue ? operand.fields.get(key) : undefined
}

function findInList(list: ListValue, key: Value): Value | CelError | undefined {
  if (typeof key === 'number' && Number.isSafeInteger(key)) return list[key]
  if (isInt(key)) return undefined
  const double = doubleValueOf(key)
  const whole = key instanceof Uint ? Number(key.value) : double
  if (whole === undefined) {
    return new CelError(`unsupported index type '${typeNameOf(key)}' in list`)
  }
  return Number.isInteger(whole)
    ? list[whole]
    : new CelError(`unsupported index value ${printKey(key)} in list`)
}
