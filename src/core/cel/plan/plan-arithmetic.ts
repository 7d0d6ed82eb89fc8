import { add, divide, modulo, multiply, negate, subtract } from '../arithmetic.ts'
import type { CallNode } from '../ast.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { countCall, type Run } from './frame.ts'
import { located } from './located.ts'
import { operandAt } from './operand.ts'
import type { Planner } from './planner.ts'

type Binary = (left: Value, right: Value) => Value | CelError

const binaryOperators: ReadonlyMap<string, Binary> = new Map([
  ['_+_', add],
  ['_-_', subtract],
  ['_*_', multiply],
  ['_/_', divide],
  ['_%_', modulo],
])

/** `+ - * / %` and the negative sign; undefined for other calls. */
export function planArithmetic(node: CallNode, planner: Planner): Run | undefined {
  if (node.function === '-_') return planNegation(node, planner)
  const apply = binaryOperators.get(node.function)
  return apply === undefined ? undefined : planBinary(node, apply, planner)
}

function planNegation(node: CallNode, planner: Planner): Run {
  const operand = operandAt(node, 0, planner)
  return (frame) => {
    const value = operand(frame)
    if (value instanceof CelError) return value
    countCall(frame)
    return located(negate(value), node)
  }
}

function planBinary(node: CallNode, apply: Binary, planner: Planner): Run {
  const left = operandAt(node, 0, planner)
  const right = operandAt(node, 1, planner)
  return (frame) => {
    const first = left(frame)
    const second = right(frame)
    if (first instanceof CelError) return first
    if (second instanceof CelError) return second
    countCall(frame)
    return located(apply(first, second), node)
  }
}
