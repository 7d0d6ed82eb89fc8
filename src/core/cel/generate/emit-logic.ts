import type { CallNode, Expression } from '../ast.ts'
import { operandNode } from '../plan/operand.ts'
import { type Emitter, type Operand, typeOf } from './emitter.ts'
import { guard } from './guard.ts'

/** False decides. */
export function emitAnd(node: CallNode, emitter: Emitter): Operand {
  return emitDeciding(node, (code) => `if (${code})`, emitter)
}

/** True decides. */
export function emitOr(node: CallNode, emitter: Emitter): Operand {
  return emitDeciding(node, (code) => `if (!${code})`, emitter)
}

function emitDeciding(node: CallNode, head: (code: string) => string, emitter: Emitter): Operand {
  const left = emitBool(operandNode(node, 0), emitter)
  const result = emitter.fresh('v')
  emitter.write(`let ${result} = ${left.code};`)
  emitter.block(head(result), () => {
    const right = emitBool(operandNode(node, 1), emitter)
    emitter.write(`${result} = ${right.code};`)
  })
  return { code: result, type: 'bool' }
}

export function emitBool(node: Expression, emitter: Emitter): Operand {
  const operand = emitter.emit(node)
  guard(operand, 'bool', emitter)
  return operand
}

/** `c ? a : b` evaluates one branch; a name there costs nothing. */
export function emitCondition(node: CallNode, emitter: Emitter): Operand {
  const condition = emitBool(operandNode(node, 0), emitter)
  const result = emitter.fresh('v')
  emitter.write(`let ${result};`)
  const emitBranch = (branch: Expression) => () => {
    const value = emitter.resolve(branch)
    emitter.write(`${result} = ${value.code};`)
    return typeOf(value, emitter)
  }
  emitter.countNow()
  const yes = emitter.block(`if (${condition.code})`, emitBranch(operandNode(node, 1)))
  const no = emitter.block('else', emitBranch(operandNode(node, 2)))
  return { code: result, type: yes === no ? yes : 'unknown' }
}
