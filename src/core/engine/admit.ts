import type { Decision } from '../admission/decision.ts'
import type { Request } from '../admission/request.ts'
import { combine } from './combine.ts'
import type { Facts, Question } from './facts.ts'
import { mutateRequest } from './mutate-request.ts'
import { newSession, type Session } from './session.ts'
import type { Snapshot } from './snapshot.ts'
import { validateRequest } from './validate-request.ts'

export type Admission =
  | { readonly kind: 'decision'; readonly decision: Decision }
  /** Answer these, add the answers to the facts, and call again. */
  | { readonly kind: 'questions'; readonly questions: readonly Question[] }

/**
 * The one entry point: what the snapshot's policies decide about a request. Pure and synchronous; `interrupted` is
 * polled, and what was not evaluated by then is decided by the failure policies.
 */
export function admit(
  request: Request,
  snapshot: Snapshot,
  facts: Facts,
  interrupted: () => boolean,
): Admission {
  return admitIn(newSession(snapshot, facts, interrupted), request)
}

/** The same in a session that may be observed. */
export function admitIn(session: Session, request: Request): Admission {
  const decision =
    request.door === 'mutate' ? mutated(request, session) : validated(request, session)
  return session.questions.size > 0
    ? { kind: 'questions', questions: [...session.questions.values()] }
    : { kind: 'decision', decision }
}

function mutated(request: Request, session: Session): Decision {
  const { verdict, patch } = mutateRequest(request, session)
  return combine(request, verdict, patch)
}

function validated(request: Request, session: Session): Decision {
  return combine(request, validateRequest(request, session))
}
