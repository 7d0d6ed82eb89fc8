import type { CallNode } from '../ast.ts'
import { equals } from '../equality.ts'
import { compareValues } from '../ordering.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { countCall, type Run } from './frame.ts'
import { located } from './located.ts'
import { operandAt } from './operand.ts'
import type { Planner } from './planner.ts'

/** `==`, `!=` and the four orderings; undefined for other calls. */
export function planComparison(node: CallNode, planner: Planner): Run | undefined {
  switch (node.function) {
    case '_==_':
      return planEquality(node, planner, true)
    case '_!=_':
      return planEquality(node, planner, false)
    case '_<_':
      return planOrdering(node, planner, (order) => order < 0)
    case '_<=_':
      return planOrdering(node, planner, (order) => order <= 0)
    case '_>_':
      return planOrdering(node, planner, (order) => order > 0)
    case '_>=_':
      return planOrdering(node, planner, (order) => order >= 0)
    default:
      return undefined
  }
}

function planEquality(node: CallNode, planner: Planner, whenEqual: boolean): Run {
  const constant = simpleConstant(node, planner)
  const left = operandAt(node, 0, planner)
  if (constant !== undefined) return equalsConstant(left, constant, whenEqual)
  const right = operandAt(node, 1, planner)
  return (frame) => {
    const first = left(frame)
    const second = right(frame)
    if (first instanceof CelError) return first
    if (second instanceof CelError) return second
    countCall(frame)
    return equals(first, second) === whenEqual
  }
}

/** A literal on the right that `===` compares as CEL does. */
function simpleConstant(node: CallNode, planner: Planner): Value | undefined {
  const [, right] = node.arguments
  const value = right === undefined ? undefined : planner.constantOf(right)
  const isSimple = value === null || typeof value === 'string' || typeof value === 'boolean'
  return isSimple ? value : undefined
}

function equalsConstant(operand: Run, constant: Value, whenEqual: boolean): Run {
  return (frame) => {
    const value = operand(frame)
    if (value instanceof CelError) return value
    countCall(frame)
    return (value === constant) === whenEqual
  }
}

function planOrdering(node: CallNode, planner: Planner, holds: (order: number) => boolean): Run {
  const left = operandAt(node, 0, planner)
  const right = operandAt(node, 1, planner)
  const name = node.function
  return (frame) => {
    const first = left(frame)
    const second = right(frame)
    if (first instanceof CelError) return first
    if (second instanceof CelError) return second
    countCall(frame)
    const order = compareValues(first, second, name)
    return order instanceof CelError ? located(order, node) : holds(order)
  }
}
