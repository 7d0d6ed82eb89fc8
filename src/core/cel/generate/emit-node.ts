import type { Expression } from '../ast.ts'
import { isAttribute } from '../cost/attribute.ts'
import { CelError } from '../value.ts'
import { emitAttribute } from './emit-attribute.ts'
import { emitBind } from './emit-bind.ts'
import { emitList, emitMap, emitObject } from './emit-collections.ts'
import { constantOperand } from './emit-constant.ts'
import { emitFailure } from './emit-failure.ts'
import { emitFunction } from './emit-function.ts'
import { emitIn } from './emit-in.ts'
import { emitAnd, emitOr } from './emit-logic.ts'
import { emitMacro } from './emit-macro.ts'
import { emitOperator } from './emit-operator.ts'
import { type Emitter, type Operand, referenceOf } from './emitter.ts'

export function emitNode(node: Expression, emitter: Emitter): Operand {
  const constant = emitter.constantOf(node)
  if (constant instanceof CelError) return emitFailure(emitter)
  if (constant !== undefined) return constantOperand(constant, emitter)
  if (isAttribute(node, emitter.constantOf)) return emitAttribute(node, emitter)
  switch (node.kind) {
    case 'call':
      return emitCall(node, emitter)
    case 'list':
      return emitList(node, emitter)
    case 'map':
      return emitMap(node, emitter)
    case 'object':
      return emitObject(node, emitter)
    case 'comprehension':
      return emitMacro(node, emitter)
    case 'bind':
      return emitBind(node, emitter)
    default:
      throw new Error(`no value was emitted: ${node.kind}`)
  }
}

function emitCall(node: Extract<Expression, { kind: 'call' }>, emitter: Emitter): Operand {
  const reference = referenceOf(node, emitter)
  if (reference?.kind === 'function') return emitFunction(node, reference, emitter)
  switch (node.function) {
    case '_&&_':
      return emitAnd(node, emitter)
    case '_||_':
      return emitOr(node, emitter)
    case '@in':
      return emitIn(node, emitter)
    default:
      return emitOperator(node, emitter)
  }
}
