import type { Expression } from '../ast.ts'
import { isAttribute } from '../cost/attribute.ts'
import type { CostContext } from '../cost/cost-context.ts'
import type { Run } from './frame.ts'
import { planAttribute } from './plan-attribute.ts'
import { planBind } from './plan-bind.ts'
import { planCall } from './plan-call.ts'
import { planComprehension } from './plan-comprehension.ts'
import { planList } from './plan-list.ts'
import { planMap } from './plan-map.ts'
import { planObject } from './plan-object.ts'
import type { Planner } from './planner.ts'

/** Turns the expression into closures, once; every evaluation runs the same closures on its own frame. */
export function planExpression(expression: Expression, context: CostContext): Run {
  const planner: Planner = {
    ...context,
    isTracing: false,
    bound: [],
    plan: once((node) => planNode(node, planner)),
    tell: (_, run) => run,
  }
  return planner.plan(expression)
}

/** What a macro mentions twice is one node, and planned once: chains of macros would be planned exponentially often. */
function once(plan: (node: Expression) => Run): (node: Expression) => Run {
  const known = new Map<Expression, Run>()
  return (node) => {
    const run = known.get(node) ?? plan(node)
    known.set(node, run)
    return run
  }
}

/** The same with the frame's observer called around every sub-expression; a constant is told as one. */
export function planTracedExpression(expression: Expression, context: CostContext): Run {
  const planner: Planner = {
    ...context,
    isTracing: true,
    bound: [],
    plan: once((node) => {
      const run = planNode(node, planner)
      return tellsItself(node, planner) ? run : observed(node, run)
    }),
    tell: observed,
  }
  return planner.plan(expression)
}

/** Attributes tell their parts and themselves. */
function tellsItself(node: Expression, planner: Planner): boolean {
  return isAttribute(node, planner.constantOf)
}

function observed(node: Expression, run: Run): Run {
  return (frame) => {
    frame.observer?.enter(node)
    const value = run(frame)
    frame.observer?.leave(node, value)
    return value
  }
}

function planNode(node: Expression, planner: Planner): Run {
  const constant = planner.constantOf(node)
  if (constant !== undefined) return () => constant
  if (isAttribute(node, planner.constantOf)) return planAttribute(node, planner)
  switch (node.kind) {
    case 'call':
      return planCall(node, planner)
    case 'list':
      return planList(node, planner)
    case 'map':
      return planMap(node, planner)
    case 'object':
      return planObject(node, planner)
    case 'comprehension':
      return planComprehension(node, planner)
    case 'bind':
      return planBind(node, planner)
    default:
      throw new Error(`no value was planned: ${node.kind}`)
  }
}
