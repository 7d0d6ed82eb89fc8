import type { CallNode } from '../ast.ts'
import { constantOf } from './emit-literal.ts'
import { emitField } from './emit-select.ts'
import type { Emitter, Fail, Operand } from './emitter.ts'
import { checked } from './errors.ts'
import { operandNode } from './operand-node.ts'

/** `a[k]` and `a[?k]`. */
export function emitAccess(node: CallNode, emitter: Emitter, fail: Fail): Operand {
  const operand = emitter.emit(operandNode(node, 0), fail)
  const keyNode = operandNode(node, 1)
  const constant = constantOf(keyNode)
  if (node.function === '_[_]' && typeof constant === 'string') {
    return emitField(operand, constant, node, emitter, fail)
  }
  const key = emitter.emit(keyNode, fail)
  const reader = node.function === '_[_]' ? 'select' : 'selectOptional'
  const call = `${reader}(${operand.code}, ${key.code}, ${emitter.constant(node)})`
  return { code: checked(call, emitter, fail), type: 'unknown' }
}
