import { latestKubernetesVersion, questionKey, unanswered } from '../core/index.ts'
import type { RecordedRequest } from '../server/request-record.ts'
import type { Explanation } from '../tester/explain/explain-report.ts'
import { explainRequest } from '../tester/explain/explain-review.ts'

/** An operator may wait this long; so do the requests that come meanwhile. */
const mostMs = 1_000

/** A request that a server has kept, judged once more by what it was judged by, with all that policies looked at. */
export function explainRecorded({ request, snapshot, facts }: RecordedRequest): Explanation {
  const endsAt = performance.now() + mostMs
  const place = { source: `decision ${request.uid.slice(0, 8)}`, document: null, line: null }
  const cluster = {
    snapshot,
    time: facts.time,
    kubernetesVersion: latestKubernetesVersion,
    answer: (question: Parameters<typeof questionKey>[0]) =>
      facts.answers.get(questionKey(question)) ?? unanswered(question),
  }
  return explainRequest(request, place, cluster, {
    policy: undefined,
    clock: () => performance.now(),
    interrupted: () => performance.now() > endsAt,
  })
}
