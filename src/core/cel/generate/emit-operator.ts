import { divide, modulo, multiply, negate, subtract } from '../arithmetic.ts'
import type { CallNode } from '../ast.ts'
import { callCostOf } from '../cost/call-cost.ts'
import { operandNode } from '../plan/operand.ts'
import { areSmall } from './are-small.ts'
import { emitEquality, emitOrdering } from './emit-comparison.ts'
import { emitBool } from './emit-logic.ts'
import { emitSum } from './emit-sum.ts'
import { type Emitter, giveUp, type Operand } from './emitter.ts'

/** `! - + * / %` and the comparisons. */
export function emitOperator(node: CallNode, emitter: Emitter): Operand {
  switch (node.function) {
    case '!_':
      return emitNot(node, emitter)
    case '-_':
      return emitNegation(node, emitter)
    case '_+_':
      return emitSum(node, emitter)
    case '_==_':
    case '_!=_':
      return emitEquality(node, emitter)
    case '_-_':
    case '_*_':
    case '_/_':
    case '_%_':
      return emitArithmetic(node, emitter)
    default:
      return emitOrdering(node, emitter)
  }
}

function emitNot(node: CallNode, emitter: Emitter): Operand {
  const operand = emitBool(operandNode(node, 0), emitter)
  emitter.cost(fixedCost(node, emitter))
  return { code: `!${operand.code}`, type: 'bool' }
}

function emitNegation(node: CallNode, emitter: Emitter): Operand {
  const operand = emitter.emit(operandNode(node, 0))
  emitter.cost(fixedCost(node, emitter))
  const result = emitter.fresh('v')
  emitter.write(
    `const ${result} = ${emitter.constant(negate)}(${operand.code});`,
    `if (${result} instanceof CelError) ${giveUp}`,
  )
  return { code: result, type: 'unknown' }
}

/** What a small whole number is, and what JavaScript gives for two of them; undefined where it may be no small one. */
const onSmall: ReadonlyMap<string, (left: string, right: string) => string> = new Map([
  ['_-_', (left: string, right: string) => `${left} - ${right}`],
  ['_*_', (left, right) => `${left} * ${right}`],
  ['_%_', (left, right) => `${left} % ${right}`],
])

const functions: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['_-_', subtract],
  ['_*_', multiply],
  ['_/_', divide],
  ['_%_', modulo],
])

/** Whole numbers of 32 bits are calculated in place; a product, a remainder of nothing and all else by the library. */
function emitArithmetic(node: CallNode, emitter: Emitter): Operand {
  const left = emitter.emit(operandNode(node, 0))
  const right = emitter.emit(operandNode(node, 1))
  emitter.cost(fixedCost(node, emitter))
  const result = emitter.fresh('v')
  const small = onSmall.get(node.function)?.(left.code, right.code)
  emitter.write(`let ${result};`)
  if (small !== undefined) {
    emitter.write(`if (${areSmall(left, right)}) ${result} = ${small};`)
  }
  const fits =
    node.function === '_-_' ? 'false' : `!(Number.isSafeInteger(${result}) && ${result} !== 0)`
  emitter.write(
    `if (${result} === undefined || ${fits}) {`,
    `${result} = ${emitter.constant(functions.get(node.function))}(${left.code}, ${right.code});`,
    `if (${result} instanceof CelError) ${giveUp}`,
    '}',
  )
  return { code: result, type: 'unknown' }
}

/** The cost of an operator that costs the same for all operands. */
function fixedCost(node: CallNode, emitter: Emitter): number {
  const { rule } = callCostOf(node, emitter)
  if (typeof rule !== 'number') throw new Error(`the cost of ${node.function} is not fixed`)
  return rule
}
