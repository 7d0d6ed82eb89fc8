import type { Expression } from '../../cel/ast.ts'
import { isCallOf } from '../reading/terms.ts'
import { isHas } from './written-tree.ts'

/** Whether it is `has(…)` or `!has(…)`. */
export function isGuard(node: Expression): boolean {
  const [operand] = isCallOf(node, '!_') ? node.arguments : []
  return isHas(operand ?? node)
}
