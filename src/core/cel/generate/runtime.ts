import { access, find } from '../access.ts'
import { mayJoin, mayKeep } from '../cost/made.ts'
import { areIncomparable, equals } from '../equality.ts'
import { isPlainMap, ownField } from '../list-and-map.ts'
import { mapOf } from '../make-map.ts'
import { contains } from '../membership.ts'
import { compareValues } from '../ordering.ts'
import { insertAll, makeInsertions } from '../plan/insertions.ts'
import { elementsOf, turnsOfPairs } from '../plan/macro-range.ts'
import type { ListValue, Value } from '../value.ts'
import { CelError, LazyObject } from '../value.ts'
import { Boxed } from '../values/boxed.ts'
import { Double } from '../values/double.ts'
import { ObjectValue } from '../values/object-value.ts'
import { none, Optional } from '../values/optional.ts'
import { QuantityValue } from '../values/quantity-value.ts'
import { Uint } from '../values/uint.ts'
import { price } from './emit-price.ts'
import { lastIndexOfUnit, pairPrice, sizeOfText, startsWithSum } from './strings.ts'

/** What an optional access gives where it failed: none is undefined. */
const failed: unique symbol = Symbol('failed')

/** What generated code calls, by the names that it calls them; undefined leaves the evaluation to the closures. */
export const runtime = {
  Boxed,
  CelError,
  Optional,
  QuantityValue,
  areIncomparable,
  compareValues,
  contains,
  element,
  elementOrNone,
  elementsOf,
  equals,
  failed,
  fieldOf,
  insertAll,
  interruption: new CelError('operation interrupted'),
  isArray: Array.isArray,
  isPresent,
  joined,
  lacksFields,
  lazyField,
  lastIndexOfUnit,
  makeInsertions,
  mapOf,
  mayJoin,
  mayKeep,
  none,
  objectOf,
  pairPrice,
  price,
  sizeOfText,
  startsWithSum,
  turnsOfPairs,
} as const

/** `operand[key]`. */
function element(operand: Value, key: Value): Value | undefined {
  if (typeof key === 'number' && Array.isArray(operand)) return (operand as ListValue)[key]
  if (!isKey(key)) return undefined
  const found = access(operand, key)
  return found instanceof CelError ? undefined : found
}

/** `operand[?key]`. */
function elementOrNone(operand: Value, key: Value): Value | undefined | typeof failed {
  if (!isKey(key) || operand instanceof Optional) return failed
  const found = find(operand, key)
  return found instanceof CelError ? failed : found
}

/** Whether cel-go knows the type of the value as that of a key. */
function isKey(key: Value): boolean {
  return typeof key !== 'object' || key instanceof Uint || key instanceof Double
}

/** A field with the name of something that every object inherits. */
function fieldOf(operand: Value, field: string): Value | undefined {
  return isPlainMap(operand) ? ownField(operand, field) : undefined
}

/** A field of `variables`, which is evaluated when it is first read. */
function lazyField(operand: Value, field: string): Value | undefined {
  if (!(operand instanceof LazyObject)) return fieldOf(operand, field)
  const found = operand.read(field)
  return found instanceof CelError ? undefined : found
}

/** Whether a value where a field was not found cannot hold one by other means, nor fail. */
function lacksFields(value: Value | undefined): boolean {
  if (value === undefined) return false
  if (typeof value !== 'object' || value === null) return true
  return !Array.isArray(value) && !(value instanceof Boxed)
}

function isPresent(value: Value | undefined): boolean {
  return value !== undefined
}

/** Values never change, so a list that nothing is added to may stay the same list. */
function joined(left: ListValue, right: ListValue): ListValue {
  if (right.length === 0) return left
  return left.length === 0 ? right : left.concat(right)
}

function objectOf(
  typeName: string,
  fields: readonly (readonly [string, Value | undefined])[],
): ObjectValue<Value> {
  const values = new Map<string, Value>()
  for (const [name, value] of fields) {
    if (value === undefined) values.delete(name)
    else values.set(name, value)
  }
  return new ObjectValue(typeName, values)
}
