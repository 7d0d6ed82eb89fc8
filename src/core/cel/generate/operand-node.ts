import type { CallNode, Expression } from '../ast.ts'

/** The operand of an operator; the parser gives every operator its operands. */
export function operandNode(node: CallNode, index: number): Expression {
  const operand = node.arguments[index]
  if (operand === undefined) throw new Error(`operator ${node.function} without operand ${index}`)
  return operand
}
