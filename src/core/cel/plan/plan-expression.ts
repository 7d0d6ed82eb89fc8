import type { KubernetesVersion } from '../../kubernetes/version.ts'
import type { Expression } from '../ast.ts'
import type { Resolution } from '../resolve.ts'
import type { Run } from './frame.ts'
import { planBind } from './plan-bind.ts'
import { planCall } from './plan-call.ts'
import { planComprehension } from './plan-comprehension.ts'
import { planList } from './plan-list.ts'
import { literalValue, planLiteral } from './plan-literal.ts'
import { planMap } from './plan-map.ts'
import { planIdentifier, planReference } from './plan-name.ts'
import { planObject } from './plan-object.ts'
import { planSelect } from './plan-select.ts'
import type { Planner } from './planner.ts'

/** Turns the expression into closures, once; every evaluation runs the same closures on its own frame. */
export function planExpression(
  expression: Expression,
  resolution: Resolution,
  kubernetesVersion: KubernetesVersion,
): Run {
  const planner: Planner = {
    kubernetesVersion,
    references: resolution.references,
    isTracing: false,
    plan: (node) => planNode(node, planner),
    constantOf: (node) => (node.kind === 'literal' ? literalValue(node.literal) : undefined),
  }
  return planner.plan(expression)
}

/** The same with the frame's observer called around every sub-expression. */
export function planTracedExpression(
  expression: Expression,
  resolution: Resolution,
  kubernetesVersion: KubernetesVersion,
): Run {
  const planner: Planner = {
    kubernetesVersion,
    references: resolution.references,
    isTracing: true,
    plan: (node) => observed(node, planNode(node, planner)),
    constantOf: () => undefined,
  }
  return planner.plan(expression)
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
  switch (node.kind) {
    case 'literal':
      return planLiteral(node)
    case 'identifier':
      return planIdentifier(node, planner)
    case 'select':
      return planner.references.has(node) ? planReference(node, planner) : planSelect(node, planner)
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
  }
}
