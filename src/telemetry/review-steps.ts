import { type EngineEvent, runtimeBudget } from '../core/index.ts'
import type { Phase } from './review-metrics.ts'

/** A part of a review's way, on the clock of `performance.now()`. */
export interface Step {
  readonly phase: Phase
  readonly startedAt: number
  readonly endedAt: number
  /** Whose step it is, where it is one policy's. */
  readonly policy?: string
  /** Which part of its budget an evaluation cost. */
  readonly costRatio?: number
}

/** Follows one review and notes its steps: what happens between two of the engine's events belongs to the second. */
export interface ReviewSteps {
  readonly steps: readonly Step[]
  readonly begun: () => void
  readonly reached: (point: 'decoded' | 'decided' | 'encoded') => void
  readonly engine: {
    readonly observe: (event: EngineEvent) => void
    readonly keepsEvaluations: false
  }
}

const phaseBefore = { decoded: 'decode', decided: 'decide', encoded: 'encode' } as const

type Met = Extract<EngineEvent, { kind: 'met' }>

export function reviewSteps(startedAt: number, now: () => number): ReviewSteps {
  const steps: Step[] = []
  let last = startedAt
  let met: Met | undefined
  const end = (phase: Phase, of: Pick<Step, 'policy' | 'costRatio'> = {}): void => {
    const endedAt = now()
    steps.push({ phase, startedAt: last, endedAt, ...of })
    last = endedAt
  }
  const observe = (event: EngineEvent): void => {
    const { kind } = event
    if (kind === 'met') {
      met = event
      end('match', { policy: event.compiled.policy.name })
    } else if (kind === 'pod-security') end('evaluate', { policy: 'PodSecurity' })
    else if (kind === 'judged' && met !== undefined) end('evaluate', evaluationOf(met))
    else if (kind === 'mutated' && met !== undefined) end('mutate', evaluationOf(met))
  }
  return {
    steps,
    begun: () => end(steps.length === 0 ? 'wait' : 'ask'),
    reached: (point) => end(phaseBefore[point]),
    engine: { observe, keepsEvaluations: false },
  }
}

function evaluationOf({ compiled, encounter }: Met): Pick<Step, 'policy' | 'costRatio'> {
  const policy = compiled.policy.name
  if (encounter.kind !== 'applies') return { policy }
  return { policy, costRatio: encounter.scope.control.spent / runtimeBudget }
}
