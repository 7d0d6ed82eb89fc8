import type { Value } from '../value.ts'
import type { Emitter, Operand, OperandType } from './emitter.ts'
import { quote } from './quote.ts'

/** A value that is known, as a literal or as a constant that is made once. */
export function constantOperand(value: Value, emitter: Emitter): Operand {
  return { code: codeOf(value, emitter), type: constantType(value), constant: value }
}

function codeOf(value: Value, emitter: Emitter): string {
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'number' && !Object.is(value, -0)) return `(${value})`
  if (typeof value === 'boolean' || value === null) return String(value)
  return emitter.constant(value)
}

function constantType(value: Value): OperandType {
  if (Array.isArray(value)) return 'list'
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'bool'
    case 'number':
      return 'number'
    default:
      return 'unknown'
  }
}
