import type { Tally } from '../../core/index.ts'
import { type CaseWorld, caseClusters } from './case-world.ts'
import type { Difference } from './difference.ts'
import { differencesOf } from './judge-case.ts'
import type { PolicyCase } from './policy-case.ts'
import { type CaseOutcome, runCase } from './run-case.ts'

/** A case and what came of it. */
export interface CaseResult {
  readonly row: PolicyCase
  /** Names of the policies that it means. */
  readonly meant: readonly string[]
  readonly actual: CaseOutcome
  /** Empty where the case passed. */
  readonly differences: readonly Difference[]
  /** What it brought about of the policies; undefined where nobody watched. */
  readonly seen: Tally | undefined
}

/** Runs one case; what it brings about of the policies is counted where a tally is given. */
export type RunCase = (row: PolicyCase, seen?: Tally) => CaseResult

/** Every case against the policies that stand together. Pure. */
export function runCases(
  cases: readonly PolicyCase[],
  world: CaseWorld,
  { isWatched }: { readonly isWatched: boolean } = { isWatched: false },
): readonly CaseResult[] {
  const run = caseRunner(world)
  return cases.map((row) => run(row, isWatched ? new Map() : undefined))
}

/** The same, case by case. */
export function caseRunner(world: CaseWorld): RunCase {
  const clusterOf = caseClusters(world)
  return (row, seen) => {
    const cluster = clusterOf(row)
    const { policySet, podSecurity } = cluster.snapshot
    const names = policySet.policies.map(({ policy }) => policy.name)
    const own = podSecurity === undefined ? [] : ['PodSecurity']
    const meant = row.policy === undefined ? [...names, ...own] : [row.policy]
    const actual = runCase(row, cluster, seen)
    return { row, meant, actual, differences: differencesOf({ row, meant, actual }), seen }
  }
}
