import type { CallNode, Expression } from '../../cel/ast.ts'

/** The operands of a chain of `&&` or `||`, however it is nested; the expression itself where it is no such chain. */
export function termsOf(node: Expression, operator: '_&&_' | '_||_'): readonly Expression[] {
  return isCallOf(node, operator)
    ? node.arguments.flatMap((operand) => termsOf(operand, operator))
    : [node]
}

export function isCallOf(node: Expression, name: string): node is CallNode {
  return node.kind === 'call' && node.function === name && node.target === undefined
}
