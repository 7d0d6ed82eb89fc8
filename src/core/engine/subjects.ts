import type { Request } from '../admission/request.ts'
import { type Subject, type Surroundings, subjectOf } from '../matching/subject.ts'
import { podRequest } from './pod-request.ts'
import { accessOf, namespaceOf, type Session } from './session.ts'

/** What policies judge of one request: itself, and the Pod that its workload describes; made when first asked for. */
export interface Subjects {
  readonly request: Request
  readonly own: () => Subject
  readonly pod: () => Subject | undefined
}

export function subjectsOf(request: Request, session: Session): Subjects {
  const surroundings: Surroundings = {
    namespace: () => namespaceOf(session, request),
    access: (question) => accessOf(session, question),
  }
  let own: Subject | undefined
  let pod: { readonly subject: Subject | undefined } | undefined
  return {
    request,
    own: () => {
      own ??= subjectOf(request, surroundings)
      return own
    },
    pod: () => {
      if (pod === undefined) {
        const found = podRequest(request)
        pod = { subject: found && subjectOf(found.request, surroundings, found.at) }
      }
      return pod.subject
    },
  }
}
