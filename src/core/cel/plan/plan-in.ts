import type { CallNode, Expression } from '../ast.ts'
import { contains } from '../membership.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { countCall, type Run } from './frame.ts'
import { located } from './located.ts'
import { operandAt } from './operand.ts'
import type { Planner } from './planner.ts'

/** `x in list` and `x in map`. */
export function planIn(node: CallNode, planner: Planner): Run {
  const needle = operandAt(node, 0, planner)
  const strings = constantStrings(node.arguments[1], planner)
  if (strings !== undefined) return inStrings(needle, strings)
  const haystack = operandAt(node, 1, planner)
  return (frame) => {
    const element = needle(frame)
    if (element instanceof CelError) return element
    const container = haystack(frame)
    if (container instanceof CelError) return container
    countCall(frame)
    return located(contains(container, element), node)
  }
}

function inStrings(needle: Run, strings: ReadonlySet<Value>): Run {
  return (frame) => {
    const element = needle(frame)
    if (element instanceof CelError) return element
    countCall(frame)
    return strings.has(element)
  }
}

/** The elements of a list that is written as nothing but string literals. */
function constantStrings(
  node: Expression | undefined,
  planner: Planner,
): ReadonlySet<Value> | undefined {
  if (node?.kind !== 'list') return undefined
  const values = node.elements.map(({ value }) => planner.constantOf(value))
  const areStrings = values.every((value) => typeof value === 'string')
  const optional = node.elements.some((element) => element.optional)
  return areStrings && !optional ? new Set(values) : undefined
}
