import type { BindNode, ComprehensionNode } from '../ast.ts'
import { type Emitter, referenceOf } from './emitter.ts'

/** Where closures find the variable of this macro in a frame. */
export function bindingSlot(node: BindNode | ComprehensionNode, emitter: Emitter): number {
  const reference = referenceOf(node, emitter)
  if (reference?.kind !== 'binding') throw new Error('a macro without a slot was emitted')
  return reference.slot
}
