import type { Door, Problem, Request } from '../../core/index.ts'
import { decodeReview } from '../../core/index.ts'
import type { PretendedCluster } from '../through-doors.ts'
import type { Explanation } from './explain-report.ts'
import { explainRequests, type Telling } from './explain-requests.ts'

/** One AdmissionReview of a source, from 0. */
export interface GivenReview {
  readonly source: string
  readonly index: number
  readonly text: string
}

/** How the request of an AdmissionReview comes by its decision at a door; a broken one is a problem of the explanation. */
export function explainReview(
  { source, index, text }: GivenReview,
  door: Door,
  cluster: PretendedCluster,
  telling: Telling,
): Explanation {
  const decoded = decodeReview(text, door)
  const place = { source, document: index, line: null }
  if (decoded.kind === 'bad-review') {
    const problem: Problem = {
      code: decoded.code,
      severity: 'error',
      source,
      message: `review ${index + 1}: ${decoded.message}`,
    }
    return { ...place, ...nothing, verdict: 'error', problems: [problem], doors: [] }
  }
  return explainRequest(decoded.request, place, cluster, telling)
}

/** How a request that came to a door by itself comes by its decision. */
export function explainRequest(
  request: Request,
  place: Pick<Explanation, 'source' | 'document' | 'line'>,
  cluster: PretendedCluster,
  telling: Telling,
): Explanation {
  const doors = explainRequests([request], cluster, telling)
  const isRefused = doors.some(({ decision }) => !decision.allowed)
  const isWarned = doors.some(({ decision }) => decision.warnings.length > 0)
  return {
    ...place,
    ...titleOf(request),
    verdict: isRefused ? 'deny' : isWarned ? 'warn' : 'pass',
    problems: [],
    doors,
  }
}

const nothing = { apiVersion: '', kind: '', namespace: '', name: '' } as const

function titleOf({ kind: { group, version, kind }, namespace, name }: Request) {
  return { apiVersion: group === '' ? version : `${group}/${version}`, kind, namespace, name }
}
