import type { CallNode, Expression } from '../ast.ts'
import type { CallCost } from '../cost/call-cost.ts'
import { mayKeep, tooMuchMade } from '../cost/made.ts'
import type { CostRule } from '../libraries/library.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { Cancelled, charge, type Frame, type Run } from './frame.ts'
import { located } from './located.ts'
import type { Planner } from './planner.ts'

/** What a call does and costs. */
export interface Strict {
  readonly apply: (values: readonly Value[], frame: Frame) => Value | CelError
  readonly cost: CallCost
}

/** A call that needs the values of all its operands: the first operand that fails is the result. */
export function planStrict(
  node: CallNode,
  operands: readonly Expression[],
  { apply, cost }: Strict,
  planner: Planner,
): Run {
  const runs = operands.map(planner.plan)
  return (frame) => {
    const values = cost.isEager ? valuesOf(runs, frame) : valuesUntilFailure(runs, frame)
    const failure = values.find((value) => value instanceof CelError)
    if (failure !== undefined && values.length < runs.length) return failure
    return counted(frame, cost.rule, values, () =>
      failure === undefined ? located(apply(values as readonly Value[], frame), node) : failure,
    )
  }
}

function valuesOf(runs: readonly Run[], frame: Frame): readonly (Value | CelError)[] {
  return runs.map((run) => run(frame))
}

function valuesUntilFailure(runs: readonly Run[], frame: Frame): readonly (Value | CelError)[] {
  const values: (Value | CelError)[] = []
  for (const run of runs) {
    const value = run(frame)
    values.push(value)
    if (value instanceof CelError) break
  }
  return values
}

/** The result with its cost counted: before the call where it does not depend on the result, so that no work is done in vain. */
function counted(
  frame: Frame,
  rule: CostRule,
  values: readonly (Value | CelError)[],
  call: () => Value | CelError,
): Value | CelError {
  if (typeof rule === 'function' && rule.length > 1) {
    const result = kept(frame, call())
    charge(frame, rule(values, result))
    return result
  }
  charge(frame, typeof rule === 'number' ? rule : rule(values, null))
  return kept(frame, call())
}

function kept(frame: Frame, result: Value | CelError): Value | CelError {
  if (!mayKeep(frame.control, result)) throw new Cancelled(tooMuchMade)
  return result
}
