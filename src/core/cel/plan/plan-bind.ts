import type { BindNode } from '../ast.ts'
import type { Run } from './frame.ts'
import { slotOf } from './macro-slots.ts'
import type { Planner } from './planner.ts'

/**
 * One name for the value of an expression, as `optMap`, `optFlatMap` and `sortBy` use it. The value is evaluated, and
 * counted, when the name is first read. https://github.com/google/cel-go/blob/v0.29.2/interpreter/interpretable.go (folder)
 */
export function planBind(node: BindNode, planner: Planner): Run {
  const slot = slotOf(node, planner)
  const value = planner.plan(node.value)
  const outer = planner.bound[slot]
  planner.bound[slot] = value
  const body = planner.plan(node.body)
  planner.bound[slot] = outer
  if (planner.isTracing) return planTracedBind(slot, value, body)
  return (frame) => {
    frame.locals[slot] = undefined
    return body(frame)
  }
}

function planTracedBind(slot: number, value: Run, body: Run): Run {
  return (frame) => {
    const before = frame.cost
    frame.locals[slot] = value(frame)
    frame.withheld[slot] = frame.cost - before
    frame.cost = before
    return body(frame)
  }
}
