import type { Turn } from '../cel/blame/macro-turns.ts'
import type { Trace } from '../cel/trace.ts'
import { CelError } from '../cel/value.ts'

/** Whether an operand of an operator made its value what it is. */
export function isPivotal(operand: Trace, { node, value, children }: Trace): boolean {
  if (node.kind !== 'call') return true
  if (node.function === '_&&_' || node.function === '_||_') {
    return typeof value === 'boolean' ? operand.value === value : typeof operand.value !== 'boolean'
  }
  const failed = children.some((child) => child.value instanceof CelError)
  return !failed || operand.value instanceof CelError
}

/** Whether a turn made the value of the macro what it is. */
export function isDecisiveTurn(turn: Turn, { node, value }: Trace): boolean {
  if (node.kind !== 'comprehension') return false
  if (value instanceof CelError) {
    return [turn.predicate, turn.transform].some((part) => part?.value instanceof CelError)
  }
  if (node.macro === 'all') return turn.predicate?.value === value
  if (node.macro === 'exists') return turn.predicate?.value === value
  return turn.predicate === undefined || turn.predicate.value === true
}
