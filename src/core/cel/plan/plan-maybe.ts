import { accessOptional } from '../access.ts'
import type { CallNode, Expression, SelectNode } from '../ast.ts'
import { isPlainMap } from '../list-and-map.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { Optional } from '../values/optional.ts'
import { countCall, type Frame } from './frame.ts'
import { located } from './located.ts'
import { slotOf } from './macro-slots.ts'
import type { Planner } from './planner.ts'

/** A planned sub-expression whose value is optional, without the box: undefined is none. */
export type Maybe = (frame: Frame) => Value | CelError | undefined

/**
 * A chain of accesses that gives an optional (`a.?b.?c`, `a.?b[?k].c`), planned so that no step makes an `Optional`;
 * undefined for every other expression, and while tracing, where each step is told.
 */
export function planMaybe(node: Expression, planner: Planner): Maybe | undefined {
  if (planner.isTracing) return undefined
  if (node.kind === 'select') return planMaybeSelect(node, planner)
  if (node.kind !== 'call') return undefined
  switch (node.function) {
    case '_[?_]':
    case '_[_]':
      return planMaybeAccess(node, planner)
    case '_?_:_':
      return planOptMap(node, planner)
    default:
      return undefined
  }
}

/** What `chain.optMap(x, body)` expands to: a condition on the chain, and its value bound to the name. */
function planOptMap(node: CallNode, planner: Planner): Maybe | undefined {
  const [condition, present] = node.arguments
  const isOf = present?.kind === 'call' && present.function === 'optional.of'
  const bind = isOf ? present.arguments[0] : undefined
  if (bind?.kind !== 'bind' || bind.macro !== 'optMap' || condition?.kind !== 'call')
    return undefined
  const chain = condition.target === undefined ? undefined : planMaybe(condition.target, planner)
  if (chain === undefined) return undefined
  const body = planner.plan(bind.body)
  const slot = slotOf(bind, planner)
  return (frame) => {
    const value = chain(frame)
    if (value === undefined || value instanceof CelError) return value
    countCall(frame)
    frame.locals[slot] = value
    return body(frame)
  }
}

function planMaybeSelect(node: SelectNode, planner: Planner): Maybe | undefined {
  if (node.testOnly || planner.references.has(node)) return undefined
  const operand = operandOf(node.operand, node.optional, planner)
  if (operand === undefined) return undefined
  const { field } = node
  const isInherited = Object.hasOwn(Object.prototype, field)
  return (frame) => {
    const value = operand(frame)
    if (value === undefined) return undefined
    if (!isInherited && isPlainMap(value)) return value[field]
    return value instanceof CelError ? value : unboxed(value, field, node)
  }
}

function planMaybeAccess(node: CallNode, planner: Planner): Maybe | undefined {
  const [target, keyNode] = node.arguments
  if (target === undefined || keyNode === undefined) return undefined
  const operand = operandOf(target, node.function === '_[?_]', planner)
  if (operand === undefined) return undefined
  const key = planner.plan(keyNode)
  return (frame) => {
    const value = operand(frame)
    if (value instanceof CelError) return value
    const index = key(frame)
    if (index instanceof CelError) return index
    return value === undefined ? undefined : unboxed(value, index, node)
  }
}

/** The operand of a step: a chain itself, or any expression where the step is the one that makes an optional. */
function operandOf(
  operand: Expression,
  stepIsOptional: boolean,
  planner: Planner,
): Maybe | undefined {
  return planMaybe(operand, planner) ?? (stepIsOptional ? planner.plan(operand) : undefined)
}

function unboxed(value: Value, key: Value, node: Expression): Value | CelError | undefined {
  const found = located(accessOptional(value, key), node)
  return found instanceof Optional ? found.value : found
}
