import type { Policy } from '../../policy/model.ts'

/** How often what was seen of each policy, by `policyId` and `hitKey`; filled in place while cases run. */
export type Tally = Map<string, Map<string, number>>

/** The same for a policy however often its file is read. */
export function policyId({ kind, name, place }: Policy): string {
  return `${place.document.source}#${place.document.index} ${kind} ${name}`
}

/** Counts an outcome of a point. */
export function hit(tally: Tally, policy: Policy, key: string): void {
  add(tally, policyId(policy), key, 1)
}

export function hitKey(point: string, outcome: string): string {
  return `${point} ${outcome}`
}

/** Counts that a case expects what a validation says. */
export function hitMessage(tally: Tally, policy: Policy, index: number): void {
  hit(tally, policy, hitKey(messageKey(index), 'expected'))
}

/** The key of what a case says that a validation says. */
export function messageKey(index: number): string {
  return `message ${index}`
}

/** The outcome of every expression that was evaluated at all, even where it failed. */
export const evaluated = 'evaluated'

/** Whether the expression at the path of the policy was evaluated. */
export function isEvaluated(tally: Tally, policy: Policy, path: string): boolean {
  return tally.get(policyId(policy))?.has(hitKey(path, evaluated)) === true
}

/** All tallies as one. */
export function mergedTallies(tallies: readonly Tally[]): Tally {
  const merged: Tally = new Map()
  for (const tally of tallies) {
    for (const [policy, hits] of tally) {
      for (const [key, count] of hits) add(merged, policy, key, count)
    }
  }
  return merged
}

function add(tally: Tally, policy: string, key: string, count: number): void {
  const hits = tally.get(policy) ?? new Map<string, number>()
  tally.set(policy, hits)
  hits.set(key, (hits.get(key) ?? 0) + count)
}
