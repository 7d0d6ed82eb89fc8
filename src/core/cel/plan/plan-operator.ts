import { add, divide, modulo, multiply, negate, subtract } from '../arithmetic.ts'
import type { CallNode, Expression } from '../ast.ts'
import { type CallCost, callCostOf } from '../cost/call-cost.ts'
import { mayJoin, tooMuchMade } from '../cost/made.ts'
import { areIncomparable, equals } from '../equality.ts'
import { compareValues } from '../ordering.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import { Cancelled, type Frame, type Run } from './frame.ts'
import { operandNode } from './operand.ts'
import { planStrict } from './plan-strict.ts'
import type { Planner } from './planner.ts'

type Unary = (operand: Value) => Value | CelError
type Binary = (left: Value, right: Value) => Value | CelError

const unaryOperators: ReadonlyMap<string, Unary> = new Map([
  ['!_', not],
  ['-_', negate],
])

const binaryOperators: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  ['_+_', add],
  ['_-_', subtract],
  ['_*_', multiply],
  ['_/_', divide],
  ['_%_', modulo],
  ['_==_', equal],
  ['_!=_', (left, right) => !equals(left, right)],
  ['_<_', ordering('_<_', (order) => order < 0)],
  ['_<=_', ordering('_<=_', (order) => order <= 0)],
  ['_>_', ordering('_>_', (order) => order > 0)],
  ['_>=_', ordering('_>=_', (order) => order >= 0)],
])

/** `! - + * / %` and the comparisons. */
export function planOperator(node: CallNode, planner: Planner): Run {
  const cost = callCostOf(node, planner)
  const unary = unaryOperators.get(node.function)
  if (unary !== undefined) {
    const apply = ([operand = null]: readonly Value[]) => unary(operand)
    return planStrict(node, [operandNode(node, 0)], { apply, cost }, planner)
  }
  const binary = binaryOperators.get(node.function)
  if (binary === undefined) throw new Error(`an unknown operator was planned: ${node.function}`)
  const operands = [operandNode(node, 0), operandNode(node, 1)]
  if (node.function === '_+_') return planSum(node, operands, cost, planner)
  const apply = ([left = null, right = null]: readonly Value[]) => binary(left, right)
  return planStrict(node, operands, { apply, cost }, planner)
}

function planSum(
  node: CallNode,
  operands: readonly Expression[],
  cost: CallCost,
  planner: Planner,
): Run {
  const apply = ([left = null, right = null]: readonly Value[], frame: Frame) => {
    if (!mayJoin(frame.control, left, right)) throw new Cancelled(tooMuchMade)
    return add(left, right)
  }
  return planStrict(node, operands, { apply, cost }, planner)
}

function not(operand: Value): boolean | CelError {
  return typeof operand === 'boolean' ? !operand : noSuchOverload()
}

function equal(left: Value, right: Value): boolean | CelError {
  return equals(left, right) || (areIncomparable(left, right) ? noSuchOverload() : false)
}

function ordering(name: string, holds: (order: number) => boolean): Binary {
  return (left, right) => {
    const order = compareValues(left, right, name)
    return order instanceof CelError ? order : holds(order)
  }
}
