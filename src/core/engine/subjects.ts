import type { Request } from '../admission/request.ts'

import { wantedEquivalent } from '../matching/match-resources.ts'
import type { RuleSubject } from '../matching/resource-rules.ts'
import { type Subject, type Surroundings, subjectOf } from '../matching/subject.ts'
import type { MatchResources, Policy } from '../policy/model.ts'
import { type Converted, convertedRequest } from './converted.ts'
import { finishesDeletion } from './finishes-deletion.ts'
import { type PodRequest, podRequests } from './pod-request.ts'
import { accessOf, namespaceOf, type Session } from './session.ts'

/** What policies judge of one request: itself, and the Pods that its workload describes; made when first asked for. */
export interface Subjects {
  readonly request: Request
  readonly own: () => Subject
  /** The request in another version, where a policy names that one only and nobody sends it in it. */
  readonly inVersion: (wanted: MatchResources) => Converted | undefined
  readonly pods: () => readonly Subject[]
  /** Whether the request only goes on with a deletion, which no policy of ours holds up. */
  readonly finishesDeletion: () => boolean
  /** What is judged where the subject matches: the same, unless mutations came between. */
  readonly asJudged: (subject: Subject, policy: Policy) => Subject
}

export function subjectsOf(request: Request, session: Session): Subjects {
  const surroundings: Surroundings = {
    namespace: () => namespaceOf(session, request),
    access: (question) => accessOf(session, question),
    equivalents: session.snapshot.kinds.equivalents,
    sentInEachVersion: session.snapshot.subset !== undefined,
  }
  let own: Subject | undefined
  const inVersions = new Map<string, Converted | undefined>()
  let finishes: boolean | undefined
  let pods: readonly Subject[] | undefined
  return {
    request,
    own: () => {
      own ??= subjectOf(request, surroundings)
      return own
    },
    inVersion: (wanted) => {
      if (request.isOnlyOne !== true) return undefined
      own ??= subjectOf(request, surroundings)
      const found = wantedEquivalent(wanted, own)
      if (found === undefined) return undefined
      const key = `${found.group}/${found.version}`
      if (!inVersions.has(key)) {
        inVersions.set(key, convertedTo(found, request, { session, surroundings }))
      }
      return inVersions.get(key)
    },
    pods: () => {
      pods ??= podRequests(request, session.snapshot).map((pod) => podSubject(pod, surroundings))
      return pods
    },
    finishesDeletion: () => {
      finishes ??= finishesDeletion(request, surroundings.namespace)
      return finishes
    },
    asJudged: (subject) => subject,
  }
}

function convertedTo(
  { group, version, resource }: RuleSubject,
  request: Request,
  { session: { snapshot }, surroundings }: Around,
): Converted | undefined {
  const kind = surroundings
    .equivalents(group, resource)
    .find((one) => one.group === group && one.version === version)
  const wanted = { group, version, resource }
  return kind && convertedRequest(request, { resource: wanted, kind }, { snapshot, surroundings })
}

interface Around {
  readonly session: Session
  readonly surroundings: Surroundings
}

function podSubject({ request, at, written }: PodRequest, surroundings: Surroundings): Subject {
  return { ...subjectOf(request, surroundings, at), written }
}
