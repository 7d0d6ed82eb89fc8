import type { ReviewMetrics } from './review-metrics.ts'
import { type ReviewSteps, reviewSteps, type Step } from './review-steps.ts'

/** One of so many reviews is measured where there are many. */
const oneOf = 64

/** A review that comes so long after the last one that was measured is measured too. */
const leisureMs = 100

export interface Watched extends Omit<ReviewSteps, 'steps'> {
  readonly answered: () => void
}

/**
 * Measures the parts of some reviews: of a server at leisure of all, of a busy one of every 64th. Measured, a review with twelve
 * policies takes a fifth longer; with every 64th it is less than what can be measured.
 */
export function watchReviews(metrics: ReviewMetrics, now = () => performance.now()) {
  let passed = 0
  let last = Number.NEGATIVE_INFINITY
  return (startedAt: number): Watched | undefined => {
    passed++
    if (passed < oneOf && startedAt - last < leisureMs) return undefined
    passed = 0
    last = startedAt
    const { steps, ...watched } = reviewSteps(startedAt, now)
    return { ...watched, answered: () => record(steps, metrics) }
  }
}

function record(steps: readonly Step[], metrics: ReviewMetrics): void {
  const { phaseDuration, policyDuration, policyCost } = metrics
  for (const [phase, ms] of sums(steps, ({ phase }) => phase)) {
    phaseDuration.observe({ phase }, ms / 1000)
  }
  const evaluated = steps.filter(({ phase }) => phase === 'evaluate' || phase === 'mutate')
  const policies = new Set(evaluated.map(({ policy }) => policy))
  for (const [policy, ms] of sums(steps, ({ policy }) => policy)) {
    if (policies.has(policy)) policyDuration.observe({ policy }, ms / 1000)
  }
  for (const { policy, costRatio } of evaluated) {
    if (policy !== undefined && costRatio !== undefined) policyCost.observe({ policy }, costRatio)
  }
}

function sums<Key>(
  steps: readonly Step[],
  keyOf: (step: Step) => Key | undefined,
): ReadonlyMap<Key, number> {
  const found = new Map<Key, number>()
  for (const step of steps) {
    const key = keyOf(step)
    if (key === undefined) continue
    found.set(key, (found.get(key) ?? 0) + step.endedAt - step.startedAt)
  }
  return found
}
