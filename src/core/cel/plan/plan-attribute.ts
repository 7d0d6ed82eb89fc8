import type { CallNode, Expression } from '../ast.ts'
import {
  costOfAttribute,
  isAttribute,
  isCondition,
  isOptionalStep,
  isQualifier,
  operandOf,
  type QualifierNode,
  rootOf,
} from '../cost/attribute.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { Optional } from '../values/optional.ts'
import { follow, type Step, type Told } from './follow.ts'
import { chargeSteps, type Frame, type Run, refundStep } from './frame.ts'
import { notBool } from './plan-logic.ts'
import { planName } from './plan-name.ts'
import type { Planner } from './planner.ts'

/** A name or a condition with the fields and indices behind it, as an expression. */
export function planAttribute(node: Expression, planner: Planner): Run {
  const resolve = planResolve(node, [], planner)
  const cost = costOfAttribute(node, planner.checked)
  const isTest = node.kind === 'select' && node.testOnly
  return (frame) => {
    const value = resolve(frame)
    if (cost < 0) refundStep(frame)
    else chargeSteps(frame, cost)
    return isTest && value instanceof Optional ? value.value !== undefined : value
  }
}

/** The attribute's value without what it costs as an expression, with further steps behind it. */
function planResolve(node: Expression, behind: readonly (Step | Told)[], planner: Planner): Run {
  const own: Step[] = []
  let root = node
  while (isQualifier(root, planner.checked)) {
    own.unshift(planStep(root, planner))
    root = operandOf(root)
  }
  const steps = [...own, ...behind]
  const run = isCondition(root)
    ? planCondition(root, steps, planner)
    : planFollow(planRoot(root, planner), steps)
  return planner.isTracing ? entering(own, run) : run
}

function planStep(node: QualifierNode, planner: Planner): Step {
  const isOptional = isOptionalStep(node)
  const shared = { kind: 'step', node, isOptional } as const
  if (node.kind === 'select') {
    return { ...shared, key: node.field, index: undefined, isNative: false, isTest: node.testOnly }
  }
  const [, index] = node.arguments
  if (index === undefined) throw new Error('an index without a key was planned')
  const key = planner.isTracing ? undefined : planner.constantOf(index)
  return key === undefined || key instanceof CelError
    ? {
        ...shared,
        key: undefined,
        index: planUncounted(index, planner),
        isNative: isNative(index, planner),
        isTest: false,
      }
    : { ...shared, key, index: undefined, isNative: false, isTest: false }
}

function isNative(index: Expression, { checked }: Planner): boolean {
  return checked.references.get(rootOf(index, checked))?.kind === 'global'
}

/** What is not counted where it stands in an attribute: a name or a condition as a branch, as an index or at the root. */
function planUncounted(node: Expression, planner: Planner): Run {
  return isAttribute(node, planner.constantOf) ? planResolve(node, [], planner) : planner.plan(node)
}

function planRoot(node: Expression, planner: Planner): Run {
  return isAttribute(node, planner.constantOf)
    ? planner.tell(node, planName(node, planner))
    : planner.plan(node)
}

function planFollow(root: Run, steps: readonly (Step | Told)[]): Run {
  return steps.length === 0 ? root : (frame) => follow(root(frame), steps, frame)
}

/** `c ? a : b` evaluates one branch; the steps behind it go on from that. */
function planCondition(node: CallNode, behind: readonly (Step | Told)[], planner: Planner): Run {
  const [condition, yes, no] = node.arguments
  if (condition === undefined || yes === undefined || no === undefined) {
    throw new Error('a condition without a branch was planned')
  }
  const steps: readonly (Step | Told)[] = planner.isTracing
    ? [{ kind: 'told', node }, ...behind]
    : behind
  const decide = planner.plan(condition)
  const whenTrue = planBranch(yes, steps, planner)
  const whenFalse = planBranch(no, steps, planner)
  return (frame) => {
    frame.observer?.enter(node)
    const value = decide(frame)
    if (value === true) return whenTrue(frame)
    return value === false ? whenFalse(frame) : follow(notBool(value, node), steps, frame)
  }
}

function planBranch(node: Expression, steps: readonly (Step | Told)[], planner: Planner): Run {
  return isAttribute(node, planner.constantOf)
    ? planResolve(node, steps, planner)
    : planFollow(planner.plan(node), steps)
}

/** Tells that the nodes of the steps are entered, the outermost first. */
function entering(steps: readonly Step[], run: Run): Run {
  const nodes = steps.map(({ node }) => node).reverse()
  return (frame: Frame): Value | CelError => {
    for (const node of nodes) frame.observer?.enter(node)
    return run(frame)
  }
}
