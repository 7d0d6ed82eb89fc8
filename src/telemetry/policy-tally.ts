import { Counter, type Registry } from 'prom-client'
import type { Decision, Finding } from '../core/index.ts'

/** What a policy said of a request, in the order in which the last one counts. */
const outcomes = [
  'allowed',
  'mutated',
  'exempted',
  'audited',
  'warned',
  'denied',
  'failed',
] as const

type Outcome = (typeof outcomes)[number]

/** Counts what each policy said. */
export interface PolicyTally {
  readonly record: (decision: Decision) => void
  /** Forgets policies that are no longer in force, whenever the metrics are asked for. */
  readonly follow: (inForce: () => readonly string[]) => void
}

/**
 * Every evaluation is counted, which a request of twenty policies pays with twenty look-ups: numbers are kept here, and made
 * samples when somebody asks. `forgotten` hears of the policies that are no longer in force.
 */
export function policyTally(
  registers: Registry[],
  forgotten: (policy: string) => void,
): PolicyTally {
  const counts = new Map<string, Map<Outcome, number>>()
  let names: (() => readonly string[]) | undefined
  const add = (policy: string, outcome: Outcome): void => {
    let of = counts.get(policy)
    if (of === undefined) {
      of = new Map()
      counts.set(policy, of)
    }
    of.set(outcome, (of.get(outcome) ?? 0) + 1)
  }
  new Counter({
    name: 'sallyport_policy_evaluations_total',
    help: 'Requests that a policy judged or changed, by the gravest that it said: allowed, mutated, exempted, audited, warned, denied, or failed where it could not be evaluated.',
    labelNames: ['policy', 'outcome'],
    registers,
    collect() {
      for (const policy of names === undefined ? [] : goneFrom(counts, names())) {
        counts.delete(policy)
        forgotten(policy)
      }
      this.reset()
      for (const [policy, of] of counts) {
        for (const [outcome, count] of of) this.inc({ policy, outcome }, count)
      }
    },
  })
  return {
    record: (decision) => {
      if (decision.isPlainAllow) for (const policy of decision.applied) add(policy, 'allowed')
      else for (const [policy, rank] of gravest(decision)) add(policy, outcomes[rank] ?? 'failed')
    },
    follow: (inForce) => {
      names = inForce
    },
  }
}

/** The API server's plugin is no policy of a name, and is never forgotten. */
const podSecurity = 'PodSecurity'

function goneFrom(
  counts: ReadonlyMap<string, unknown>,
  inForce: readonly string[],
): readonly string[] {
  const kept = new Set([...inForce, podSecurity])
  return [...counts.keys()].filter((policy) => !kept.has(policy))
}

function gravest(decision: Decision): ReadonlyMap<string, number> {
  const { applied, changes, exemptions, findings } = decision
  const ranks = new Map<string, number>()
  const note = (policy: string, outcome: Outcome): void => {
    ranks.set(policy, Math.max(ranks.get(policy) ?? 0, outcomes.indexOf(outcome)))
  }
  for (const policy of applied) note(policy, 'allowed')
  for (const { policy } of changes) note(policy, 'mutated')
  for (const { policy } of exemptions) note(policy, 'exempted')
  for (const finding of findings) note(finding.policy, outcomeOf(finding))
  return ranks
}

const effectOutcomes = { audit: 'audited', warn: 'warned', deny: 'denied' } as const

function outcomeOf({ cause, effect }: Finding): Outcome {
  return cause === 'error' ? 'failed' : effectOutcomes[effect]
}
