import { inspect, isDeepStrictEqual } from 'node:util'
import { checkTypes } from '#src/core/cel/check-expression.ts'
import { constantsOf } from '#src/core/cel/cost/constants.ts'
import type { Environment } from '#src/core/cel/environment.ts'
import { type Evaluate, generate } from '#src/core/cel/generate/generate.ts'
import { Cancelled, newFrame, type Run } from '#src/core/cel/plan/frame.ts'
import { planExpression } from '#src/core/cel/plan/plan-expression.ts'
import type { Activation } from '#src/core/cel/program.ts'
import { CelError, type Value } from '#src/core/cel/value.ts'

/** An expression planned and generated; `generated` is undefined where it keeps its closures. */
export interface BothRuns {
  readonly planned: Run
  readonly generated: Evaluate | undefined
}

/** undefined where the expression does not compile. */
export function bothRuns(expression: string, environment: Environment): BothRuns | undefined {
  const result = checkTypes(expression, environment)
  if (result.kind === 'problems') return undefined
  const { ast, checked } = result
  const { kubernetesVersion } = environment
  const context = { kubernetesVersion, checked, constantOf: constantsOf(checked) }
  return { planned: planExpression(ast, context), generated: generate(ast, context, leave) }
}

/** The same, of an expression that must compile and be generated. */
export function generatedRuns(
  expression: string,
  environment: Environment,
): { readonly planned: Run; readonly generated: Evaluate } {
  const { planned, generated } = bothRuns(expression, environment) ?? {}
  if (planned === undefined || generated === undefined) throw new Error(`kept: ${expression}`)
  return { planned, generated }
}

/** What generated code gives here where it leaves the evaluation to the closures. */
const left = new CelError('left to the closures')
const leave: Evaluate = () => left

/** What bounds an evaluation. */
export interface Bounds {
  readonly costLimit?: number
  /** How often the evaluation may ask for time before there is none. */
  readonly polls?: number
}

/** All that an evaluation shows. */
export interface Observed {
  readonly value?: Value | CelError
  readonly cancelled?: string
  readonly spent: number
}

/** What the closures give. */
export function observe(run: Run, activation: Activation, bounds: Bounds = {}): Observed {
  const frame = newFrame(activation, controlOf(bounds))
  try {
    const value = run(frame)
    return { value, spent: frame.cost }
  } catch (thrown) {
    if (thrown instanceof Cancelled) return { cancelled: thrown.message, spent: frame.cost }
    throw thrown
  }
}

/** What the generated code gives; undefined where it leaves the evaluation to the closures. */
export function observeGenerated(
  run: Evaluate,
  activation: Activation,
  bounds: Bounds = {},
): Observed | undefined {
  const control = controlOf(bounds)
  const value = run(activation, control)
  if (value instanceof CelError && value !== left) {
    return { cancelled: value.message, spent: control.spent }
  }
  if (value !== left) return { value, spent: control.spent }
  if (control.spent !== 0) throw new Error('cost was counted for nothing')
  return undefined
}

function controlOf({ costLimit = 1_000_000, polls = Infinity }: Bounds) {
  let asked = 0
  return { interrupted: () => ++asked > polls, costLimit, spent: 0, made: 0 }
}

/** What the two runs show differently; empty where it is the same, and where the closures are left alone. */
export function difference(planned: Observed, generated: Observed | undefined): string {
  if (generated === undefined || isDeepStrictEqual(planned, generated)) return ''
  const [expected, found] = [planned, generated].map((seen) => inspect(seen, { depth: 12 }))
  return `planned: ${expected}\ngenerated: ${found}`
}
