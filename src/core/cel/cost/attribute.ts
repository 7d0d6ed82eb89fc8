import type { CallNode, Expression, SelectNode } from '../ast.ts'
import type { Checked } from '../check/checked.ts'
import type { ConstantOf } from './cost-context.ts'

/**
 * A field or an index of an attribute. An attribute is a name, or a condition, with the fields and indices that follow
 * it: cel-go resolves it as one thing, and what follows an optional that is none is not even looked at.
 * https://github.com/google/cel-go/blob/v0.29.2/interpreter/planner.go
 */
export type QualifierNode = CallNode | SelectNode

/** Whether the node is an attribute or the end of one. */
export function isAttribute(node: Expression, constantOf: ConstantOf): boolean {
  if (node.kind === 'identifier' || node.kind === 'select') return constantOf(node) === undefined
  return node.kind === 'call' && (node.function === '_?_:_' || isIndex(node))
}

/** Whether the node adds a field or an index to its operand; a chain of names that is one declared name does not. */
export function isQualifier(node: Expression, { references }: Checked): node is QualifierNode {
  return node.kind === 'select' ? !references.has(node) : node.kind === 'call' && isIndex(node)
}

/** What a field or an index is taken of. */
export function operandOf(node: QualifierNode): Expression {
  const operand = node.kind === 'select' ? node.operand : node.arguments[0]
  if (operand === undefined) throw new Error('an index without an operand was planned')
  return operand
}

/** Whether a missing field or index is none. */
export function isOptionalStep(node: QualifierNode): boolean {
  return node.kind === 'select' ? node.optional : node.function === '_[?_]'
}

/**
 * What an attribute costs where it stands as an expression, behind what its fields and indices cost: a unit for the
 * name, nothing for a presence test or a condition, a unit less for a presence test on a condition. As a branch of a
 * condition or as an index it costs nothing of its own.
 * https://github.com/google/cel-go/blob/v0.29.2/interpreter/runtimecost.go (Observe)
 */
export function costOfAttribute(node: Expression, checked: Checked): number {
  const isTest = node.kind === 'select' && node.testOnly
  return (isCondition(rootOf(node, checked)) ? 0 : 1) - (isTest ? 1 : 0)
}

/** What the fields and indices of an attribute are taken of. */
export function rootOf(node: Expression, checked: Checked): Expression {
  let root = node
  while (isQualifier(root, checked)) root = operandOf(root)
  return root
}

export function isCondition(node: Expression): node is CallNode {
  return node.kind === 'call' && node.function === '_?_:_'
}

function isIndex(node: CallNode): boolean {
  return node.function === '_[_]' || node.function === '_[?_]' || node.function === '_?._'
}
