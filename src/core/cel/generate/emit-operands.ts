import type { CallNode, Expression } from '../ast.ts'
import { isQuiet } from './emit-name.ts'
import type { Emitter, Fail, Operand } from './emitter.ts'
import { attempt } from './errors.ts'
import { operandNode } from './operand-node.ts'

export type Operands = readonly [Operand, Operand]

/** Both operands of a comparison or a sum: the right one is evaluated even where the left one failed, whose error counts. */
export function emitOperands(node: CallNode, emitter: Emitter, fail: Fail): Operands {
  const [leftNode, rightNode] = [operandNode(node, 0), operandNode(node, 1)]
  if (isQuiet(rightNode, emitter))
    return [emitter.emit(leftNode, fail), emitter.emit(rightNode, fail)]
  const { left, error } = emitLeft(leftNode, emitter)
  if (error === undefined) return [left, emitter.emit(rightNode, fail)]
  const right = emitter.emit(rightNode, (code) =>
    fail(`${error} === undefined ? ${code} : ${error}`),
  )
  emitter.write(`if (${error} !== undefined) ${fail(error)}`)
  return [left, right]
}

function emitLeft(
  node: Expression,
  emitter: Emitter,
): { readonly left: Operand; readonly error: string | undefined } {
  const kept = emitter.fresh('v')
  let left: Operand = { code: kept, type: 'unknown' }
  const { lines, result } = emitter.capture(() =>
    attempt(emitter, (fail) => {
      left = emitter.emit(node, fail)
      emitter.write(`${kept} = ${left.code};`)
    }),
  )
  emitter.write(`let ${kept};`, ...lines)
  return { left: { code: kept, type: left.type }, error: result.error }
}
