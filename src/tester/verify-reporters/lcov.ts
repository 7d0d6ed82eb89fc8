import type { VerifyReport } from '../cases/verify-report.ts'
import type { CoverageReport, ReportedPoint } from '../coverage/coverage-report.ts'
import type { Reporter } from '../reporters/reporter.ts'
import { coveredFiles } from './covered-files.ts'

/**
 * A tracefile of the policies' texts: a line counts as often as the first clause that begins in it, and every clause is a
 * branch. https://github.com/linux-test-project/lcov/blob/v2.3/man/geninfo.1 (TRACEFILE FORMAT)
 */
export const lcov: Reporter<VerifyReport> = {
  format: 'lcov',
  print: ({ coverage }) => (coverage === null ? '' : tracefile(coverage)),
}

function tracefile(coverage: CoverageReport): string {
  return coveredFiles(coverage)
    .map(({ source, lines }) => {
      const points = lines.flatMap(({ points: own }) => own)
      const clauses = points.flatMap((point) => point.clauses)
      return [
        'TN:',
        `SF:${source}`,
        ...lines.flatMap(({ line, points: own }) => branches(line, own)),
        `BRF:${clauses.length}`,
        `BRH:${clauses.filter(({ hits }) => hits > 0).length}`,
        ...lines.map(({ line, hits }) => `DA:${line},${hits}`),
        `LF:${lines.length}`,
        `LH:${lines.filter(({ hits }) => hits > 0).length}`,
        'end_of_record',
        '',
      ].join('\n')
    })
    .join('')
}

/** `-` is a branch of what never came to be. */
function branches(line: number, points: readonly ReportedPoint[]): readonly string[] {
  return points.flatMap(({ clauses }, block) => {
    const isReached = clauses.some(({ hits }) => hits > 0)
    return clauses.map(
      ({ hits }, branch) => `BRDA:${line},${block},${branch},${isReached ? hits : '-'}`,
    )
  })
}
