import type { CallNode } from '../ast.ts'
import { callCostOf } from '../cost/call-cost.ts'
import { membersOf } from '../cost/members.ts'
import { operandNode } from '../plan/operand.ts'
import type { Value } from '../value.ts'
import { emitPrice } from './emit-price.ts'
import { type Emitter, giveUp, type Operand } from './emitter.ts'
import { quote } from './quote.ts'

/** Up to so many texts are compared one by one. */
const fewTexts = 8

/** `x in list` and `x in map`. */
export function emitIn(node: CallNode, emitter: Emitter): Operand {
  const needle = emitter.emit(operandNode(node, 0))
  const members = membersOf(node, emitter)
  if (members !== undefined) return { code: memberCode(needle, members, emitter), type: 'bool' }
  const container = emitter.emit(operandNode(node, 1))
  const { rule } = callCostOf(node, emitter)
  const operands = [needle, container]
  emitPrice({ rule, operands, types: [] }, emitter)
  const found = emitter.fresh('v')
  emitter.write(
    `const ${found} = contains(${container.code}, ${needle.code});`,
    `if (typeof ${found} !== 'boolean') ${giveUp}`,
  )
  return { code: found, type: 'bool' }
}

function memberCode(needle: Operand, members: readonly Value[], emitter: Emitter): string {
  const texts = members.filter((member) => typeof member === 'string')
  if (texts.length < members.length) return `contains(${emitter.constant(members)}, ${needle.code})`
  if (texts.length > fewTexts) return `${emitter.constant(new Set(texts))}.has(${needle.code})`
  return `(${texts.map((text) => `${needle.code} === ${quote(text)}`).join(' || ') || 'false'})`
}
