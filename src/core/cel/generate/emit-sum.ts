import { add } from '../arithmetic.ts'
import type { CallNode } from '../ast.ts'
import { callCostOf } from '../cost/call-cost.ts'
import { stringFactor } from '../libraries/cost-rules.ts'
import { operandNode } from '../plan/operand.ts'
import { areSmall } from './are-small.ts'
import { emitPrice } from './emit-price.ts'
import { emitSize } from './emit-size.ts'
import { type Emitter, giveUp, type Operand, typeOf } from './emitter.ts'
import { guard } from './guard.ts'

/** `left + right`: texts and lists where the checker knows that they are some, otherwise numbers first. */
export function emitSum(node: CallNode, emitter: Emitter): Operand {
  const operands = [emitter.emit(operandNode(node, 0)), emitter.emit(operandNode(node, 1))] as const
  const { rule } = callCostOf(node, emitter)
  const reference = emitter.checked.references.get(node)
  const [overload, other] = reference?.kind === 'operator' ? reference.overloads : []
  if (other === undefined && overload === 'add_string') {
    for (const operand of operands) guard(operand, 'string', emitter)
    return emitTexts(operands, emitter)
  }
  emitPrice({ rule, operands, types: [] }, emitter)
  if (other === undefined && overload === 'add_list') {
    for (const operand of operands) guard(operand, 'list', emitter)
    return emitLists(operands, emitter)
  }
  return emitAny(operands, emitter)
}

type Operands = readonly [Operand, Operand]

/** To join two texts costs a pass over both; how long they are is not counted anew. */
function emitTexts([left, right]: Operands, emitter: Emitter): Operand {
  const [result, size] = [emitter.fresh('v'), emitter.fresh('z')]
  const [first, second] = [emitSize(left, emitter), emitSize(right, emitter)]
  emitter.write(
    `const ${size} = ${first} + ${second};`,
    `if ((n += Math.ceil(${size} * ${stringFactor})) > limit) ${giveUp}`,
    `const ${result} = ${left.code} + ${right.code};`,
  )
  return { code: result, type: 'string', size, terms: [left.code, right.code] }
}

function emitLists([left, right]: Operands, emitter: Emitter): Operand {
  const result = emitter.fresh('v')
  emitter.write(
    `if (!mayJoin(control, ${left.code}, ${right.code})) ${giveUp}`,
    `const ${result} = joined(${left.code}, ${right.code});`,
  )
  return { code: result, type: 'list' }
}

function emitAny([left, right]: Operands, emitter: Emitter): Operand {
  const result = emitter.fresh('v')
  const isText = typeOf(left, emitter) === 'string' || typeOf(right, emitter) === 'string'
  const mayBeLists = [left, right].every(({ type }) => type === 'unknown' || type === 'list')
  emitter.write(`let ${result};`)
  if (!isText) {
    emitter.write(
      `if (${areSmall(left, right)}) ${result} = ${left.code} + ${right.code};`,
      'else {',
    )
  } else emitter.write('{')
  emitter.write(
    mayBeLists ? `if (!mayJoin(control, ${left.code}, ${right.code})) ${giveUp}` : '',
    `${result} = ${emitter.constant(add)}(${left.code}, ${right.code});`,
    `if (${result} instanceof CelError) ${giveUp}`,
    '}',
  )
  return { code: result, type: 'unknown' }
}
