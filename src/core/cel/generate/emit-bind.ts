import type { BindNode } from '../ast.ts'
import { bindingSlot } from './binding-slot.ts'
import type { Emitter, Fail, Operand } from './emitter.ts'
import { withLocal } from './locals.ts'

/** One name for the value of an expression. */
export function emitBind(node: BindNode, emitter: Emitter, fail: Fail): Operand {
  return withBinding(node, emitter.emit(node.value, fail), emitter, fail)
}

/** The body of a binding whose value is there. */
export function withBinding(node: BindNode, value: Operand, emitter: Emitter, fail: Fail): Operand {
  const name = emitter.fresh('x')
  emitter.write(`const ${name} = ${value.code};`)
  const bound = { code: name, type: value.type }
  return withLocal(bindingSlot(node, emitter), bound, emitter, () => emitter.emit(node.body, fail))
}
