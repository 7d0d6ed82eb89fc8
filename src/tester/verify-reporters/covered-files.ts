import type { CoverageReport, ReportedPoint } from '../coverage/coverage-report.ts'

/** A line of a file in which clauses begin. */
export interface CoveredLine {
  readonly line: number
  /** How often what begins there came about: the most of its clauses. */
  readonly hits: number
  readonly points: readonly ReportedPoint[]
}

export interface CoveredFile {
  readonly source: string
  /** In their order. */
  readonly lines: readonly CoveredLine[]
}

/** The clauses of all policies by file and line; what has no line stands in the first. */
export function coveredFiles({ policies }: CoverageReport): readonly CoveredFile[] {
  const files = new Map<string, Map<number, ReportedPoint[]>>()
  for (const point of policies.flatMap(({ points }) => points)) {
    const lines = files.get(point.source) ?? new Map<number, ReportedPoint[]>()
    files.set(point.source, lines)
    const line = point.line ?? 1
    lines.set(line, [...(lines.get(line) ?? []), point])
  }
  return [...files].map(([source, lines]) => ({
    source,
    lines: [...lines]
      .sort(([one], [other]) => one - other)
      .map(([line, points]) => ({ line, points, hits: mostHits(points) })),
  }))
}

function mostHits(points: readonly ReportedPoint[]): number {
  return Math.max(...points.flatMap(({ clauses }) => clauses.map(({ hits }) => hits)))
}
