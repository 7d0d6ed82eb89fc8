import { Histogram, type Registry } from 'prom-client'
import { type PolicyTally, policyTally } from './policy-tally.ts'

/** The parts of a review's way, in their order. */
export type Phase =
  | 'read'
  | 'wait'
  | 'decode'
  | 'match'
  | 'evaluate'
  | 'mutate'
  | 'decide'
  | 'ask'
  | 'encode'

/** What is measured within reviews. */
export interface ReviewMetrics {
  readonly phaseDuration: Histogram<'phase'>
  readonly policyDuration: Histogram<'policy'>
  readonly policyCost: Histogram<'policy'>
  readonly policyTally: PolicyTally
}

export function reviewMetrics(registers: Registry[]): ReviewMetrics {
  const policyDuration = new Histogram({
    name: 'sallyport_policy_duration_seconds',
    help: 'What one policy took of a review, matching included; of a sample of the reviews.',
    labelNames: ['policy'],
    buckets: [0.000_01, 0.000_1, 0.001, 0.01, 0.1, 1],
    registers,
  })
  const policyCost = new Histogram({
    name: 'sallyport_policy_cost_ratio',
    help: 'Which part of its cost budget one evaluation of a policy took; of a sample of the reviews.',
    labelNames: ['policy'],
    buckets: [0.000_1, 0.001, 0.01, 0.1, 0.5, 1],
    registers,
  })
  const forgotten = (policy: string): void => {
    policyDuration.remove(policy)
    policyCost.remove(policy)
  }
  return {
    phaseDuration: phaseHistogram(registers),
    policyDuration,
    policyCost,
    policyTally: policyTally(registers, forgotten),
  }
}

function phaseHistogram(registers: Registry[]): Histogram<'phase'> {
  return new Histogram({
    name: 'sallyport_phase_duration_seconds',
    help: 'What a part of a review took; all but `read` of a sample of the reviews.',
    labelNames: ['phase'],
    buckets: [0.000_01, 0.000_1, 0.001, 0.01, 0.1, 1, 10],
    registers,
  })
}
