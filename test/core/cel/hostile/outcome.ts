import { createHash } from 'node:crypto'
import { inspect, isDeepStrictEqual } from 'node:util'
import { compile } from '#src/core/cel/compile.ts'
import { recordTrace } from '#src/core/cel/trace.ts'
import { CelError, type Value } from '#src/core/cel/value.ts'
import { admissionEnvironment } from '#src/core/policy/admission-names.ts'
import type { Ending, Hostile } from './hostile.ts'

const environment = admissionEnvironment({
  kubernetesVersion: '1.37',
  expressions: 'stored',
  hasParams: true,
  hasAuthorizer: true,
  variables: new Map(),
  mutation: true,
})

/** What the API server allows one expression. */
export const costLimit = 1_000_000

/** How the expression ends, and what it cost: evaluated as in production, and once more with a trace. */
export interface Outcome {
  readonly ends: Ending
  readonly spent: number
  /** Whether the trace ended in the same way and cost the same. */
  readonly isTracedAlike: boolean
}

export function outcomeOf({ expression, object = {} }: Hostile): Outcome {
  const compiled = compile(expression, environment, 'any')
  if (compiled.kind === 'problems') {
    const refused = compiled.problems[0]?.message ?? ''
    return { ends: { refused }, spent: 0, isTracedAlike: true }
  }
  const activation = (name: string) => (name === 'object' ? (object as Value) : undefined)
  const controls = [freshControl(), freshControl()] as const
  const ends = endingOf(compiled.program.evaluate(activation, controls[0]))
  const traced = endingOf(recordTrace(compiled.program, activation, controls[1]).value)
  const isTracedAlike = isDeepStrictEqual(ends, traced) && controls[0].spent === controls[1].spent
  return { ends, spent: controls[0].spent, isTracedAlike }
}

/** The outcome as a short text. */
export function describeOutcome(outcome: Outcome): string {
  const text = inspect(outcome, { depth: 12, maxArrayLength: null })
  return text.length < 500 ? text : createHash('sha256').update(text).digest('hex')
}

function endingOf(value: Value | CelError): Ending {
  return value instanceof CelError ? { error: value.message } : { value }
}

function freshControl() {
  return { interrupted: () => false, costLimit, spent: 0, made: 0 }
}
