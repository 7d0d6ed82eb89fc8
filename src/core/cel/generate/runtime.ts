import { access, accessOptional, hasField } from '../access.ts'
import { add } from '../arithmetic.ts'
import type { Expression } from '../ast.ts'
import { equals } from '../equality.ts'
import { isPlainMap, ownField } from '../list-and-map.ts'
import { contains } from '../membership.ts'
import { compareValues } from '../ordering.ts'
import { Cancelled, costExceeded, type Frame } from '../plan/frame.ts'
import { located } from '../plan/located.ts'
import { elementsOf } from '../plan/macro-range.ts'
import type { ListValue, Value } from '../value.ts'
import { CelError, LazyObject } from '../value.ts'
import { Boxed } from '../values/boxed.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import { Optional } from '../values/optional.ts'
import { QuantityValue } from '../values/quantity-value.ts'
import { lastIndexOfUnit, startsWithSum } from './strings.ts'

/** What generated code calls, by the names that it calls them; all of it behaves as the planned closures do. */
export const runtime = {
  Boxed,
  CelError,
  Optional,
  QuantityValue,
  compareValues,
  contains,
  elementsOf,
  equals,
  exceeded,
  has,
  isArray: Array.isArray,
  joined,
  lastIndexOfUnit,
  locate: located,
  noSuchOverload,
  notBool,
  poll,
  select,
  selectOptional,
  startsWithSum,
  step,
  sum,
} as const

function exceeded(): never {
  throw new Cancelled(costExceeded)
}

/** Every hundredth iteration asks whether there is still time. */
function poll(frame: Frame): void {
  if (frame.control.interrupted()) throw new Cancelled('operation interrupted')
}

/** `operand[key]` and `operand.key`. */
function select(operand: Value, key: Value, node: Expression): Value | CelError {
  if (typeof key === 'string') {
    const found = isPlainMap(operand) ? ownField(operand, key) : lazyField(operand, key)
    if (found !== undefined && !(found instanceof CelError)) return found
  }
  if (typeof key === 'number' && Array.isArray(operand)) {
    const element = (operand as ListValue)[key]
    if (element !== undefined) return element
  }
  return located(access(operand, key), node)
}

function lazyField(operand: Value, key: string): Value | CelError | undefined {
  return operand instanceof LazyObject ? operand.read(key) : undefined
}

/** `operand[?key]` and `operand.?key`. */
function selectOptional(operand: Value, key: Value, node: Expression): Value | CelError {
  return located(accessOptional(operand, key), node)
}

/** A step of a chain of optional accesses, without the box: undefined is none. */
function step(operand: Value, key: Value, node: Expression): Value | CelError | undefined {
  if (typeof key === 'string' && isPlainMap(operand)) return ownField(operand, key)
  const found = located(accessOptional(operand, key), node)
  return found instanceof Optional ? (found.value as Value | undefined) : found
}

function has(operand: Value, field: string, node: Expression): Value | CelError {
  return located(hasField(operand, field), node)
}

/** Where an operand of `!`, `?:`, `&&` or `||` is no bool. */
function notBool(node: Expression): CelError {
  return new CelError('no such overload', node.span)
}

function sum(left: Value, right: Value, node: Expression): Value | CelError {
  return located(add(left, right), node)
}

/** Values never change, so a list that nothing is added to may stay the same list. */
function joined(left: ListValue, right: ListValue): ListValue {
  if (right.length === 0) return left
  return left.length === 0 ? right : [...left, ...right]
}
