import type { CallNode, Expression } from '../ast.ts'
import type { Run } from './frame.ts'
import type { Planner } from './planner.ts'

/** The operand of an operator; the parser gives every operator its operands. */
export function operandNode(node: CallNode, index: number): Expression {
  const operand = node.arguments[index]
  if (operand === undefined) throw new Error(`operator ${node.function} without operand ${index}`)
  return operand
}

export function operandAt(node: CallNode, index: number, planner: Planner): Run {
  return planner.plan(operandNode(node, index))
}
