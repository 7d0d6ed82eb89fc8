import type { VerifyReport } from '#src/tester/cases/verify-report.ts'
import type { CoverageReport, ReportedPoint } from '#src/tester/coverage/coverage-report.ts'

function point(source: string, line: number | null, hits: readonly number[]): ReportedPoint {
  return {
    title: 'condition',
    source,
    path: 'spec.validations[0].expression',
    line,
    column: line === null ? null : 5,
    text: 'a.b == 1',
    clauses: hits.map((count, index) => ({
      name: String(index === 0),
      unseen: `is never ${index === 0}`,
      hits: count,
    })),
  }
}

const first = 'policies/a/"b".yaml'
const second = 'policies/c/policy.yaml'

/** Two policies; of the second nothing is covered. */
export const sampleCoverage: CoverageReport = {
  covered: 3,
  total: 5,
  percent: 60,
  policies: [
    {
      kind: 'ValidatingRule',
      name: 'a',
      source: first,
      covered: 3,
      total: 4,
      points: [point(first, 3, [1]), point(first, 7, [3, 0]), point(first, 7, [2])],
    },
    {
      kind: 'ValidatingRule',
      name: 'c',
      source: second,
      covered: 0,
      total: 1,
      points: [point(second, null, [0])],
    },
  ],
}

/** A report of no cases with that coverage. */
export function reportWith(coverage: CoverageReport | null): VerifyReport {
  return {
    summary: {
      documents: 1,
      cases: 0,
      passed: 0,
      failed: 0,
      policies: 2,
      policiesWithoutCases: 0,
    },
    version: '0',
    time: '2000-01-01T00:00:00Z',
    problems: [],
    results: [],
    coverage,
    mutants: null,
  }
}
