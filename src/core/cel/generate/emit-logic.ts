import type { CallNode } from '../ast.ts'
import type { Emitter, Fail, Operand } from './emitter.ts'
import { attempt } from './errors.ts'
import { operandNode } from './operand-node.ts'

/** `a && b` (false decides) and `a || b` (true decides), even beside an error. */
export function emitDecision(
  decisive: 'true' | 'false',
  node: CallNode,
  emitter: Emitter,
  fail: Fail,
): Operand {
  const undecided = decisive === 'true' ? 'false' : 'true'
  const result = emitter.fresh('v')
  const label = emitter.fresh('L')
  const at = emitter.constant(node)
  emitter.write(`let ${result} = ${decisive};`, `${label}: {`)
  const { error } = attempt(emitter, (failFirst) => {
    const first = emitter.emit(operandNode(node, 0), failFirst)
    emitter.write(`if (${first.code} === ${decisive}) break ${label};`)
    if (first.type === 'bool') return
    emitter.write(`if (${first.code} !== ${undecided}) ${failFirst(`notBool(${at})`)}`)
  })
  const failSecond: Fail =
    error === undefined ? fail : (code) => fail(`${error} === undefined ? ${code} : ${error}`)
  const second = emitter.emit(operandNode(node, 1), failSecond)
  emitter.write(`if (${second.code} === ${decisive}) break ${label};`)
  if (error !== undefined) emitter.write(`if (${error} !== undefined) ${fail(error)}`)
  if (second.type !== 'bool') {
    emitter.write(`if (${second.code} !== ${undecided}) ${fail(`notBool(${at})`)}`)
  }
  emitter.write(`${result} = ${undecided};`, '}')
  return { code: result, type: 'bool' }
}

export function emitNot(node: CallNode, emitter: Emitter, fail: Fail): Operand {
  const operand = emitter.emit(operandNode(node, 0), fail)
  requireBool(operand, node, emitter, fail)
  const result = emitter.fresh('v')
  emitter.write(`const ${result} = !${operand.code};`)
  return { code: result, type: 'bool' }
}

/** `c ? a : b` evaluates one branch. */
export function emitConditional(node: CallNode, emitter: Emitter, fail: Fail): Operand {
  const condition = emitter.emit(operandNode(node, 0), fail)
  requireBool(condition, node, emitter, fail)
  const result = emitter.fresh('v')
  emitter.write(`let ${result};`, `if (${condition.code}) {`)
  const yes = emitter.emit(operandNode(node, 1), fail)
  emitter.write(`${result} = ${yes.code};`, '} else {')
  const no = emitter.emit(operandNode(node, 2), fail)
  emitter.write(`${result} = ${no.code};`, '}')
  return { code: result, type: yes.type === no.type ? yes.type : 'unknown' }
}

function requireBool(operand: Operand, node: CallNode, emitter: Emitter, fail: Fail): void {
  if (operand.type === 'bool') return
  const error = fail(`notBool(${emitter.constant(node)})`)
  emitter.write(`if (typeof ${operand.code} !== 'boolean') ${error}`)
}
