import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import { printPath } from '../../source/path.ts'
import type { Position } from '../../source/problem.ts'
import type { Point } from './point.ts'
import { pointsOf } from './points-of.ts'
import { hitKey, policyId, type Tally } from './tally.ts'

/** A clause: one outcome of a place of a policy, and how often the cases brought it about. */
interface CoveredOutcome {
  readonly name: string
  readonly unseen: string
  readonly hits: number
}

/** A place of a policy with its clauses. */
export interface CoveredPoint {
  readonly title: string
  readonly source: string
  readonly path: string
  /** From 1; undefined where the text's positions are not known. */
  readonly line: number | undefined
  readonly column: number | undefined
  readonly text: string
  readonly outcomes: readonly CoveredOutcome[]
}

export interface PolicyCoverage {
  readonly policyKind: string
  readonly policy: string
  readonly source: string
  /** Clauses that were seen, and all. */
  readonly covered: number
  readonly total: number
  /** In the order of the text. */
  readonly points: readonly CoveredPoint[]
}

/** What the cases brought about of each policy; docs/coverage.md says what counts. */
export function coverageOf(
  policies: readonly CompiledPolicy[],
  tally: Tally,
): readonly PolicyCoverage[] {
  return policies
    .filter(({ policy }) => policy.broken === undefined)
    .map((compiled) => policyCoverage(compiled, tally))
}

function policyCoverage(compiled: CompiledPolicy, tally: Tally): PolicyCoverage {
  const { policy } = compiled
  const hits = tally.get(policyId(policy)) ?? new Map<string, number>()
  const points = pointsOf(compiled)
    .map((point) => coveredPoint(point, hits))
    .sort(inOrder)
  const outcomes = points.flatMap((point) => point.outcomes)
  return {
    policyKind: policy.kind,
    policy: policy.name,
    source: policy.place.document.source,
    covered: outcomes.filter((outcome) => outcome.hits > 0).length,
    total: outcomes.length,
    points,
  }
}

function coveredPoint(point: Point, hits: ReadonlyMap<string, number>): CoveredPoint {
  const { key, title, place, text, outcomes } = point
  const position = positionOf(point)
  return {
    title,
    source: place.document.source,
    path: printPath(place.path),
    line: position?.line,
    column: position?.column,
    text,
    outcomes: outcomes.map(({ name, unseen }) => ({
      name,
      unseen,
      hits: hits.get(hitKey(key, name)) ?? 0,
    })),
  }
}

/** Where a point begins in its file. */
export function positionOf({
  place,
  offset,
}: Pick<Point, 'place' | 'offset'>): Position | undefined {
  const { document, path } = place
  const inside = offset === undefined ? undefined : document.positionInScalar(path, offset)
  return inside ?? document.locate(path)?.start
}

function inOrder(one: CoveredPoint, other: CoveredPoint): number {
  if (one.source !== other.source) return one.source < other.source ? -1 : 1
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0)
}
