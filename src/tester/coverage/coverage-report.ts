import { coverageOf, mergedTallies, type PolicyCoverage, type PolicySet } from '../../core/index.ts'
import type { VerifiedSet } from '../cases/verified-set.ts'
import { countExpectedMessages } from './expected-messages.ts'

/** A clause of a policy and how often cases brought it about. */
interface ReportedClause {
  readonly name: string
  /** What is said of it as long as no case does. */
  readonly unseen: string
  readonly hits: number
}

/** A place of a policy with its clauses. */
export interface ReportedPoint {
  readonly title: string
  readonly source: string
  readonly path: string
  readonly line: number | null
  readonly column: number | null
  readonly text: string
  readonly clauses: readonly ReportedClause[]
}

export interface ReportedPolicy {
  readonly kind: string
  readonly name: string
  readonly source: string
  readonly covered: number
  readonly total: number
  /** In the order of the text. */
  readonly points: readonly ReportedPoint[]
}

/** Which clauses of the policies the cases brought about; docs/coverage.md says what a clause is. */
export interface CoverageReport {
  readonly covered: number
  readonly total: number
  /** Rounded down to two decimals, so that 100 is all; 100 where there is nothing. */
  readonly percent: number
  readonly policies: readonly ReportedPolicy[]
}

/** The coverage of all policies by cases that were watched while they ran; those that no case is about have none. */
export function coverageReport(
  verified: readonly VerifiedSet[],
  policySets: readonly PolicySet[],
): CoverageReport {
  for (const { set, results } of verified) {
    for (const result of results) {
      const version = result.row.kubernetesVersion ?? set.world.kubernetesVersion
      countExpectedMessages(result, set.world.policies(version).policies)
    }
  }
  const tally = mergedTallies(
    verified.flatMap(({ results }) => results.flatMap(({ seen }) => seen ?? [])),
  )
  const policies = distinct(
    policySets.flatMap((policySet) => coverageOf(policySet.policies, tally)),
  ).map(reportedPolicy)
  const covered = sumOf(policies.map((policy) => policy.covered))
  const total = sumOf(policies.map((policy) => policy.total))
  return { covered, total, percent: percentOf(covered, total), policies }
}

/** Rounded down, so that only all is 100. */
function percentOf(covered: number, total: number): number {
  return total === 0 ? 100 : Math.floor((covered / total) * 10_000) / 100
}

function distinct(policies: readonly PolicyCoverage[]): readonly PolicyCoverage[] {
  const byId = policies.map(
    (one) => [`${one.source} ${one.policyKind} ${one.policy}`, one] as const,
  )
  return [...new Map(byId).values()]
}

function reportedPolicy(coverage: PolicyCoverage): ReportedPolicy {
  const { policyKind, policy, source, covered, total, points } = coverage
  return {
    kind: policyKind,
    name: policy,
    source,
    covered,
    total,
    points: points.map(({ title, source, path, line, column, text, outcomes }) => ({
      title,
      source,
      path,
      line: line ?? null,
      column: column ?? null,
      text,
      clauses: outcomes,
    })),
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}
