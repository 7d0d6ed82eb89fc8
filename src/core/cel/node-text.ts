import type { Expression } from './ast.ts'
import { print } from './print.ts'

/** What the author wrote for a node, in one line; as it would be printed where it was cut out of parentheses. */
export function nodeText(node: Expression, expression: string): string {
  const { start, end } = (node.macroCall ?? node).span
  const text = expression.slice(start, end).replaceAll(/\s+/g, ' ').trim()
  return text !== '' && isBalanced(text) ? text : print(node)
}

function isBalanced(text: string): boolean {
  return text.split('(').length === text.split(')').length
}
