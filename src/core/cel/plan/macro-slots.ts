import type { BindNode, ComprehensionNode } from '../ast.ts'
import type { Planner } from './planner.ts'

/** Where the variables of this macro live in a frame: the first in `slot`, a second one behind it. */
export function slotOf(node: BindNode | ComprehensionNode, planner: Planner): number {
  const reference = planner.checked.references.get(node)
  if (reference?.kind !== 'binding') throw new Error('a macro without a slot was planned')
  return reference.slot
}
