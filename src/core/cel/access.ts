import { findInMap } from './equality.ts'
import { isList, isMap, isPlainMap, ownField } from './list-and-map.ts'
import { doubleValueOf } from './numbers.ts'
import { printKey } from './print-value.ts'
import { typeNameOf } from './type-of.ts'
import type { ListValue, Value } from './value.ts'
import { CelError } from './value.ts'
import { Boxed } from './values/boxed.ts'
import { isInt, maxInt } from './values/int.ts'
import { LazyObject } from './values/lazy-object.ts'
import { ObjectValue } from './values/object-value.ts'
import { Uint } from './values/uint.ts'

/** `operand[key]` and `operand.key`. https://github.com/google/cel-go/blob/v0.29.2/interpreter/attributes.go (refQualify) */
export function access(operand: Value, key: Value): Value | CelError {
  const found = find(operand, key)
  if (found !== undefined) return found
  return isList(operand)
    ? new CelError(`index out of bounds: ${printKey(key)}`)
    : new CelError(`no such key: ${printKey(key)}`)
}

/** The element, field or entry; undefined where there is none, or where the operand holds nothing; an error where the key cannot be one. */
export function find(operand: Value, key: Value): Value | CelError | undefined {
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
  const index = key instanceof Uint ? key.value : doubleValueOf(key)
  if (index === undefined) {
    return new CelError(`unsupported index type '${typeNameOf(key)}' in list`)
  }
  return isIndex(index)
    ? list[Number(index)]
    : new CelError(`unsupported index value ${printKey(key)} in list`)
}

/** Whether an int has that value; of the ends of the range Go takes neither from a double. */
function isIndex(index: number | bigint): boolean {
  if (typeof index === 'bigint') return index <= maxInt
  return Number.isInteger(index) && Math.abs(index) < 2 ** 63
}
