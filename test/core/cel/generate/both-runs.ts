import { inspect, isDeepStrictEqual } from 'node:util'
import type { Environment } from '#src/core/cel/environment.ts'
import { generate } from '#src/core/cel/generate/generate.ts'
import { parse } from '#src/core/cel/parse/parse.ts'
import { Cancelled, type Run } from '#src/core/cel/plan/frame.ts'
import { planExpression } from '#src/core/cel/plan/plan-expression.ts'
import type { Activation } from '#src/core/cel/program.ts'
import { resolve } from '#src/core/cel/resolve.ts'
import type { CelError, Value } from '#src/core/cel/value.ts'

/** An expression planned and generated; `generated` is undefined where it keeps its closures. */
export interface BothRuns {
  readonly planned: Run
  readonly generated: Run | undefined
}

/** undefined where the expression does not compile. */
export function bothRuns(expression: string, environment: Environment): BothRuns | undefined {
  const { kubernetesVersion } = environment
  const parsed = parse(expression, { kubernetesVersion })
  if (parsed.kind === 'problems') return undefined
  const resolution = resolve(parsed.ast, environment)
  if (resolution.problems.length > 0) return undefined
  return {
    planned: planExpression(parsed.ast, resolution, kubernetesVersion),
    generated: generate(parsed.ast, resolution, kubernetesVersion),
  }
}

/** The same, of an expression that must compile and be generated. */
export function generatedRuns(
  expression: string,
  environment: Environment,
): { readonly planned: Run; readonly generated: Run } {
  const { planned, generated } = bothRuns(expression, environment) ?? {}
  if (planned === undefined || generated === undefined) throw new Error(`kept: ${expression}`)
  return { planned, generated }
}

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
  readonly iterations: number
  readonly polls: number
  /** The names that were asked for, in their order. */
  readonly names: readonly string[]
}

export function observe(run: Run, activation: Activation, bounds: Bounds = {}): Observed {
  const names: string[] = []
  const allowed = bounds.polls ?? Infinity
  let polls = 0
  const control = {
    interrupted: () => ++polls > allowed,
    costLimit: bounds.costLimit ?? 1_000_000,
    spent: 0,
  }
  const reading: Activation = (name) => {
    names.push(name)
    return activation(name)
  }
  const frame = {
    activation: reading,
    control,
    observer: undefined,
    globals: [],
    locals: [],
    iterations: 0,
  }
  const seen = () => ({
    spent: control.spent,
    iterations: frame.iterations,
    polls,
    names,
  })
  try {
    const value = run(frame)
    return { value, ...seen() }
  } catch (thrown) {
    if (thrown instanceof Cancelled) return { cancelled: thrown.message, ...seen() }
    throw thrown
  }
}

/** What the two runs show differently; empty where it is the same. */
export function difference({
  planned,
  generated,
}: {
  readonly planned: Observed
  readonly generated: Observed
}): string {
  if (isDeepStrictEqual(planned, generated)) return ''
  const [expected, found] = [planned, generated].map((seen) => inspect(seen, { depth: 12 }))
  return `planned: ${expected}\ngenerated: ${found}`
}
