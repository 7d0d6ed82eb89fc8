import type { CallNode, Expression } from '../ast.ts'
import { emitAccess } from './emit-access.ts'
import { emitBind } from './emit-bind.ts'
import { emitClosure } from './emit-closure.ts'
import { emitList, emitMap } from './emit-collections.ts'
import { emitEquality, emitOrdering } from './emit-comparison.ts'
import { emitFunction } from './emit-function.ts'
import { emitIn } from './emit-in.ts'
import { emitLiteral } from './emit-literal.ts'
import { emitConditional, emitDecision, emitNot } from './emit-logic.ts'
import { emitMacro } from './emit-macro.ts'
import { emitName } from './emit-name.ts'
import { emitSelect } from './emit-select.ts'
import { emitSum } from './emit-sum.ts'
import type { Emitter, Fail, Operand } from './emitter.ts'

/** Deeper expressions are closures, so that no generated code is nested too deeply to be compiled. */
const maxDepth = 48

/** Emits one node, in JavaScript or as the call of its closure. */
export function emitNode(node: Expression, emitter: Emitter, fail: Fail): Operand {
  if (emitter.depth >= maxDepth) return emitClosure(node, emitter, fail)
  emitter.depth++
  const operand = emitKind(node, emitter, fail)
  emitter.depth--
  return operand
}

function emitKind(node: Expression, emitter: Emitter, fail: Fail): Operand {
  switch (node.kind) {
    case 'literal':
      return emitLiteral(node, emitter)
    case 'identifier':
      return emitName(node, emitter, fail)
    case 'select':
      return emitSelect(node, emitter, fail)
    case 'call':
      return (operators.get(node.function) ?? emitFunction)(node, emitter, fail)
    case 'list':
      return emitList(node, emitter, fail)
    case 'map':
      return emitMap(node, emitter, fail)
    case 'comprehension':
      return emitMacro(node, emitter, fail)
    case 'bind':
      return emitBind(node, emitter, fail)
    case 'object':
      return emitClosure(node, emitter, fail)
  }
}

type CallEmitter = (node: CallNode, emitter: Emitter, fail: Fail) => Operand

/** The operators; the arithmetic that policies hardly use is its closures'. */
const operators: ReadonlyMap<string, CallEmitter> = new Map<string, CallEmitter>([
  ['_&&_', (node, emitter, fail) => emitDecision('false', node, emitter, fail)],
  ['_||_', (node, emitter, fail) => emitDecision('true', node, emitter, fail)],
  ['!_', emitNot],
  ['_?_:_', emitConditional],
  ['_==_', emitEquality],
  ['_!=_', emitEquality],
  ['_<_', (node, emitter, fail) => emitOrdering('<', node, emitter, fail)],
  ['_<=_', (node, emitter, fail) => emitOrdering('<=', node, emitter, fail)],
  ['_>_', (node, emitter, fail) => emitOrdering('>', node, emitter, fail)],
  ['_>=_', (node, emitter, fail) => emitOrdering('>=', node, emitter, fail)],
  ['_+_', emitSum],
  ['@in', emitIn],
  ['_[_]', emitAccess],
  ['_[?_]', emitAccess],
  ['_?._', emitClosure],
  ['_-_', emitClosure],
  ['_*_', emitClosure],
  ['_/_', emitClosure],
  ['_%_', emitClosure],
  ['-_', emitClosure],
])
