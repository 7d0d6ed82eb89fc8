import type { CallNode } from '../ast.ts'
import { CelError } from '../value.ts'
import type { Run } from './frame.ts'
import { planAccess } from './plan-access.ts'
import { planArithmetic } from './plan-arithmetic.ts'
import { planComparison } from './plan-comparison.ts'
import { planFunction } from './plan-function.ts'
import { planIn } from './plan-in.ts'
import { planAnd, planConditional, planNot, planOr } from './plan-logic.ts'
import type { Planner } from './planner.ts'

export function planCall(node: CallNode, planner: Planner): Run {
  switch (node.function) {
    case '_&&_':
      return planAnd(node, planner)
    case '_||_':
      return planOr(node, planner)
    case '!_':
      return planNot(node, planner)
    case '_?_:_':
      return planConditional(node, planner)
    case '_[_]':
    case '_[?_]':
    case '_?._':
      return planAccess(node, planner)
    case '@in':
      return planIn(node, planner)
    default:
      return (
        planComparison(node, planner) ?? planArithmetic(node, planner) ?? planNamed(node, planner)
      )
  }
}

function planNamed(node: CallNode, planner: Planner): Run {
  const reference = planner.references.get(node)
  if (reference?.kind === 'function') return planFunction(node, reference, planner)
  const error = new CelError(`no such overload: ${node.function}`, node.span)
  return () => error
}
