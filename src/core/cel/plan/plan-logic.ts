import type { CallNode } from '../ast.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import type { Run } from './frame.ts'
import { operandAt } from './operand.ts'
import type { Planner } from './planner.ts'

/** False decides, even beside an error. https://github.com/google/cel-spec/blob/master/doc/langdef.md#logical-operators */
export function planAnd(node: CallNode, planner: Planner): Run {
  const left = operandAt(node, 0, planner)
  const right = operandAt(node, 1, planner)
  return (frame) => {
    const first = left(frame)
    if (first === false) return false
    const second = right(frame)
    if (second === false || (first === true && second === true)) return second
    return firstFailure(first, second, node)
  }
}

/** True decides, even beside an error. */
export function planOr(node: CallNode, planner: Planner): Run {
  const left = operandAt(node, 0, planner)
  const right = operandAt(node, 1, planner)
  return (frame) => {
    const first = left(frame)
    if (first === true) return true
    const second = right(frame)
    if (second === true || (first === false && second === false)) return second
    return firstFailure(first, second, node)
  }
}

/** The value's own error, or the one for a value that is no bool. */
export function notBool(value: Value | CelError, node: CallNode): CelError {
  return value instanceof CelError ? value : new CelError('no such overload', node.span)
}

function firstFailure(first: Value | CelError, second: Value | CelError, node: CallNode): CelError {
  return notBool(typeof first === 'boolean' ? second : first, node)
}
