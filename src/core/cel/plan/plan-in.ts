import type { CallNode } from '../ast.ts'
import { callCostOf } from '../cost/call-cost.ts'
import { membersOf } from '../cost/members.ts'
import { contains } from '../membership.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import type { Run } from './frame.ts'
import { operandNode } from './operand.ts'
import { planStrict } from './plan-strict.ts'
import type { Planner } from './planner.ts'

/** `x in list` and `x in map`. To look into a list of simple constants costs nothing. */
export function planIn(node: CallNode, planner: Planner): Run {
  const [needle, haystack] = [operandNode(node, 0), operandNode(node, 1)]
  const members = membersOf(node, planner)
  if (members !== undefined) {
    const element = planner.plan(needle)
    const told = planner.tell(haystack, () => members)
    return (frame) => {
      const value = element(frame)
      if (value instanceof CelError) return value
      if (planner.isTracing) told(frame)
      return contains(members, value)
    }
  }
  const apply = ([element = null, container = null]: readonly Value[]) =>
    contains(container, element)
  return planStrict(node, [needle, haystack], { apply, cost: callCostOf(node, planner) }, planner)
}
