import type { Expression, LiteralNode } from '../ast.ts'
import { literalValue } from '../plan/plan-literal.ts'
import type { Value } from '../value.ts'
import { QuantityValue } from '../values/quantity-value.ts'
import type { Emitter, Operand } from './emitter.ts'
import { quote } from './quote.ts'

export function emitLiteral(node: LiteralNode, emitter: Emitter): Operand {
  return constantOperand(literalValue(node.literal), emitter)
}

/** A value that is known before the first request. */
export function constantOperand(value: Value, emitter: Emitter): Operand {
  switch (typeof value) {
    case 'string':
      return { code: quote(value), type: 'string', constant: value }
    case 'boolean':
      return { code: String(value), type: 'bool' }
    default:
      if (value === null) return { code: 'null', type: 'unknown' }
      return { code: numeral(value) ?? emitter.constant(value), type: typeOf(value) }
  }
}

/** The value of a literal node, undefined for every other one. */
export function constantOf(node: Expression | undefined): Value | undefined {
  return node?.kind === 'literal' ? literalValue(node.literal) : undefined
}

function numeral(value: Value): string | undefined {
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? `(${value})` : undefined
}

function typeOf(value: Value): Operand['type'] {
  if (value instanceof QuantityValue) return 'quantity'
  return Array.isArray(value) ? 'list' : 'unknown'
}
