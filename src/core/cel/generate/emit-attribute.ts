import type { CallNode, Expression } from '../ast.ts'
import {
  costOfAttribute,
  isAttribute,
  isCondition,
  isQualifier,
  operandOf,
  type QualifierNode,
} from '../cost/attribute.ts'
import { box, emitChain, isChain, isOptional } from './emit-chain.ts'
import { emitField, emitHas } from './emit-field.ts'
import { emitCondition } from './emit-logic.ts'
import { emitName, emitUnchecked } from './emit-name.ts'
import { constantValueOf, type Emitter, giveUp, type Operand, referenceOf } from './emitter.ts'
import { wayToRead } from './field-names.ts'

/** A name or a condition with the fields and indices behind it, as an expression. */
export function emitAttribute(node: Expression, emitter: Emitter): Operand {
  const value = isChain(node, emitter)
    ? emitOptionalAttribute(node, emitter)
    : emitResolved(node, emitter)
  const cost = costOfAttribute(node, emitter.checked)
  // From nothing nothing can be taken: that case is the closures'.
  if (cost < 0) emitter.exit(giveUp, 'n < 1')
  emitter.cost(cost)
  return value
}

function emitOptionalAttribute(node: Expression, emitter: Emitter): Operand {
  const value = emitChain(node, emitter)
  return node.kind === 'select' && node.testOnly
    ? { code: `(${value.code} !== undefined)`, type: 'bool' }
    : box(value, emitter)
}

/** The attribute without what it costs as an expression. */
export function emitResolved(node: Expression, emitter: Emitter): Operand {
  if (!isAttribute(node, emitter.constantOf)) return emitter.emit(node)
  if (isChain(node, emitter)) return box(emitChain(node, emitter), emitter)
  if (isQualifier(node, emitter.checked)) return emitStep(node, emitter)
  if (!isCondition(node)) return emitName(node, emitter)
  return isOptional(node, emitter)
    ? box(emitter.content(node), emitter)
    : emitCondition(node, emitter)
}

function emitStep(node: QualifierNode, emitter: Emitter): Operand {
  const operand = emitOperand(node, emitter)
  emitter.cost(1)
  if (node.kind === 'select') {
    return node.testOnly
      ? emitHas(operand, node.field, emitter)
      : emitField(operand, node.field, emitter)
  }
  return emitIndex(operand, node, emitter)
}

/** What a field is read of. A declared name needs no check where what is wrong with it has no such field. */
function emitOperand(node: QualifierNode, emitter: Emitter): Operand {
  const operand = operandOf(node)
  const reference = referenceOf(operand, emitter)
  const isPlain = node.kind === 'select' && wayToRead(node.field) === 'plainly'
  return reference?.kind === 'global' && isPlain
    ? emitUnchecked(reference.name, emitter)
    : emitter.resolve(operand)
}

function emitIndex(operand: Operand, node: CallNode, emitter: Emitter): Operand {
  const [, index] = node.arguments
  const constant = constantValueOf(index, emitter)
  if (typeof constant === 'string') return emitField(operand, constant, emitter)
  const key = index === undefined ? undefined : emitter.resolve(index)
  if (key === undefined) throw new Error('an index without a key was emitted')
  const found = emitter.fresh('v')
  emitter.write(`const ${found} = element(${operand.code}, ${key.code});`)
  emitter.exit(giveUp, `${found} === undefined`)
  return { code: found, type: 'unknown' }
}
