import type { Request } from '../admission/request.ts'
import { admit, admitIn } from '../engine/admit.ts'
import type { Facts, Question } from '../engine/facts.ts'
import { newSession } from '../engine/session.ts'
import type { Snapshot } from '../engine/snapshot.ts'
import { namespaceRecords } from './namespace-record.ts'
import { policyRecords } from './policy-records.ts'
import type { DecisionRecord, RecordedRequest } from './record.ts'
import { newWitness } from './witness.ts'

export type Explanation =
  | { readonly kind: 'record'; readonly record: DecisionRecord }
  /** Answer these, add the answers to the facts, and call again. */
  | { readonly kind: 'questions'; readonly questions: readonly Question[] }

/** What else a record needs. */
export interface ExplainOptions {
  readonly interrupted: () => boolean
  /** Milliseconds; without it a record says nothing of time. */
  readonly clock?: () => number
}

/**
 * How `admit` comes by its decision about a request. It is admitted once to have everything compiled, so that the times
 * that are told are those of a running server, and then once more with somebody watching; the decision is that run's.
 */
export function explain(
  request: Request,
  snapshot: Snapshot,
  facts: Facts,
  { interrupted, clock }: ExplainOptions,
): Explanation {
  const first = admit(request, snapshot, facts, interrupted)
  if (first.kind === 'questions') return first
  const { observer, testimony } = newWitness(clock ?? noClock)
  const session = newSession(snapshot, facts, interrupted, observer)
  const admission = admitIn(session, request)
  if (admission.kind === 'questions') return admission
  const { decision } = admission
  const isTimed = clock !== undefined
  return {
    kind: 'record',
    record: {
      request: requestRecord(request),
      decision,
      policies: [
        ...policyRecords({ request, session, decision, testimony, isTimed }),
        ...namespaceRecords(request, snapshot.podSecurity, testimony),
      ],
    },
  }
}

function noClock(): number {
  return 0
}

function requestRecord(request: Request): RecordedRequest {
  const { uid, door, operation, kind, resource, subResource, namespace, name, dryRun } = request
  const { username, groups } = request.userInfo
  return {
    uid,
    door,
    operation,
    kind,
    resource: subResource === '' ? resource.resource : `${resource.resource}/${subResource}`,
    namespace,
    name,
    user: username ?? '',
    groups: groups ?? [],
    dryRun,
  }
}
