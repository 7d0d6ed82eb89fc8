import type { ListNode } from '../ast.ts'
import { listCost } from '../cost/macro-cost.ts'
import { printKey } from '../print-value.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { Optional } from '../values/optional.ts'
import { charge, type Frame, type Run } from './frame.ts'
import type { Planner } from './planner.ts'

interface Element {
  readonly run: Run
  readonly isOptional: boolean
}

/** `[a, ?b]`. */
export function planList(node: ListNode, planner: Planner): Run {
  const elements = node.elements.map(({ value, optional }) => ({
    run: planner.plan(value),
    isOptional: optional,
  }))
  return (frame) => {
    const list = collect(elements, frame, node)
    charge(frame, listCost)
    return list
  }
}

function collect(
  elements: readonly Element[],
  frame: Frame,
  node: ListNode,
): readonly Value[] | CelError {
  const list: Value[] = []
  for (const { run, isOptional } of elements) {
    const value = run(frame)
    if (value instanceof CelError) return value
    if (!isOptional) list.push(value)
    else if (!(value instanceof Optional)) return notOptional(value, node)
    else if (value.value !== undefined) list.push(value.value)
  }
  return list
}

function notOptional(value: Value, node: ListNode): CelError {
  const message = `cannot initialize optional list element from non-optional value ${printKey(value)}`
  return new CelError(message, node.span)
}
