import type { CallNode } from '../ast.ts'
import type { Run } from './frame.ts'
import { planFunction } from './plan-function.ts'
import { planIn } from './plan-in.ts'
import { planAnd, planOr } from './plan-logic.ts'
import { planOperator } from './plan-operator.ts'
import type { Planner } from './planner.ts'

export function planCall(node: CallNode, planner: Planner): Run {
  const reference = planner.checked.references.get(node)
  if (reference?.kind === 'function') return planFunction(node, reference, planner)
  switch (node.function) {
    case '_&&_':
      return planAnd(node, planner)
    case '_||_':
      return planOr(node, planner)
    case '@in':
      return planIn(node, planner)
    default:
      return planOperator(node, planner)
  }
}
