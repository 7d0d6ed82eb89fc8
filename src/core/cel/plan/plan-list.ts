import type { ListNode } from '../ast.ts'
import { printKey } from '../print-value.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { Optional } from '../values/optional.ts'
import type { Frame, Run } from './frame.ts'
import type { Planner } from './planner.ts'

/** `[a, ?b]`; a constant list is made once. */
export function planList(node: ListNode, planner: Planner): Run {
  const constants = node.elements.map(({ value }) => planner.constantOf(value))
  if (constants.every((value) => value !== undefined) && !node.elements.some(isOptional)) {
    return () => constants as readonly Value[]
  }
  const elements = node.elements.map(({ value }) => planner.plan(value))
  if (!node.elements.some(isOptional)) return (frame) => collect(elements, frame)
  return planOptionalList(node, elements)
}

function isOptional(element: { readonly optional: boolean }): boolean {
  return element.optional
}

function collect(elements: readonly Run[], frame: Frame): readonly Value[] | CelError {
  const list: Value[] = []
  for (const element of elements) {
    const value = element(frame)
    if (value instanceof CelError) return value
    list.push(value)
  }
  return list
}

function planOptionalList(node: ListNode, elements: readonly Run[]): Run {
  const optional = node.elements.map(isOptional)
  return (frame) => {
    const values = collect(elements, frame)
    if (values instanceof CelError) return values
    const wrong = values.findIndex(
      (value, index) => optional[index] && !(value instanceof Optional),
    )
    if (wrong >= 0) return notOptional(values[wrong] ?? null, node)
    return values.flatMap((value, index) => (optional[index] ? contentOf(value) : [value]))
  }
}

function contentOf(value: Value): readonly Value[] {
  return value instanceof Optional && value.value !== undefined ? [value.value] : []
}

function notOptional(value: Value, node: ListNode): CelError {
  const message = `cannot initialize optional list element from non-optional value ${printKey(value)}`
  return new CelError(message, node.span)
}
