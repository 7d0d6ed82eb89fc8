import { allNodes } from '../all-nodes.ts'
import type { Expression } from '../ast.ts'
import { planExpression } from '../plan/plan-expression.ts'
import { type Emitter, type Fail, type Operand, referenceOf } from './emitter.ts'
import { checked } from './errors.ts'

/** A call of the planned closure, for what is not written out in JavaScript. */
export function emitClosure(node: Expression, emitter: Emitter, fail: Fail): Operand {
  for (const inner of allNodes(node)) {
    const reference = referenceOf(inner, emitter)
    const local = reference?.kind === 'local' ? emitter.locals[reference.slot] : undefined
    if (local !== undefined) local.isMirrored = true
  }
  emitter.parts.hasClosures = true
  const closure = emitter.constant(
    planExpression(node, emitter.resolution, emitter.kubernetesVersion),
  )
  return { code: checked(`${closure}(frame)`, emitter, fail), type: 'unknown' }
}
