import type { BindNode } from '../ast.ts'
import { CelError } from '../value.ts'
import type { Run } from './frame.ts'
import { slotOf } from './macro-slots.ts'
import type { Planner } from './planner.ts'

/** One name for the value of an expression, as `optMap`, `optFlatMap` and `sortBy` use it. */
export function planBind(node: BindNode, planner: Planner): Run {
  const value = planner.plan(node.value)
  const body = planner.plan(node.body)
  const slot = slotOf(node, planner)
  return (frame) => {
    const bound = value(frame)
    if (bound instanceof CelError) return bound
    frame.locals[slot] = bound
    return body(frame)
  }
}
