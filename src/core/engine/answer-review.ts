import type { Decision } from '../admission/decision.ts'
import { type BadReviewCode, decodeReview } from '../admission/decode-review.ts'
import type { Door, Request } from '../admission/request.ts'
import { respond, respondToBadReview } from '../admission/respond.ts'
import type { ReviewBody } from '../admission/review-body.ts'
import { admitIn } from './admit.ts'
import { decideByFailurePolicy, type Failure } from './decide-by-failure-policy.ts'
import type { Facts, Question } from './facts.ts'
import type { ReviewWatcher } from './review-watcher.ts'
import { newSession } from './session.ts'
import type { Snapshot } from './snapshot.ts'

export type ReviewAnswer =
  | {
      readonly kind: 'answered'
      /** The AdmissionReview with the response, as JSON. */
      readonly text: string
      readonly request: Request
      readonly decision: Decision
      /** What was thrown, where the failure policies decided because of a bug. */
      readonly cause?: unknown
    }
  | { readonly kind: 'questions'; readonly questions: readonly Question[] }
  /** The body is no review: HTTP 400 with `text`. */
  | {
      readonly kind: 'refused'
      readonly code: BadReviewCode
      readonly message: string
      readonly text: string
    }

/**
 * An AdmissionReview in, the response's text out: what the server, `sallyport review` and every other shell run.
 * A bug in the core ends here: the failure policies decide, and `cause` says what was thrown. `watcher` changes nothing.
 */
export function answerReview(
  body: ReviewBody,
  door: Door,
  snapshot: Snapshot,
  facts: Facts,
  interrupted: () => boolean,
  watcher?: ReviewWatcher,
): ReviewAnswer {
  return withRequest(body, door, (request) => {
    watcher?.reached('decoded')
    try {
      const session = newSession(snapshot, facts, interrupted, watcher?.engine)
      const admission = admitIn(session, request)
      watcher?.reached('decided')
      if (admission.kind === 'questions') return admission
      const answer = answered(request, admission.decision)
      watcher?.reached('encoded')
      return answer
    } catch (cause) {
      const message = `the request could not be evaluated: ${cause instanceof Error ? cause.message : String(cause)}`
      const failure = { message, time: facts.time }
      return { ...answered(request, decideByFailurePolicy(request, snapshot, failure)), cause }
    }
  })
}

/** The answer when there is no time or way to evaluate: every policy that may be meant fails as its failure policy says. */
export function failureAnswer(
  body: ReviewBody,
  door: Door,
  snapshot: Snapshot,
  failure: Failure,
): ReviewAnswer {
  return withRequest(body, door, (request) =>
    answered(request, decideByFailurePolicy(request, snapshot, failure)),
  )
}

/** What is answered to the request that the body holds; a body that holds none is refused. */
export function withRequest(
  body: ReviewBody,
  door: Door,
  answer: (request: Request) => ReviewAnswer,
): ReviewAnswer {
  const decoded = decodeReview(body, door)
  if (decoded.kind === 'request') return answer(decoded.request)
  const { code, message } = decoded
  return { kind: 'refused', code, message, text: respondToBadReview(decoded) }
}

function answered(request: Request, decision: Decision) {
  return { kind: 'answered', text: respond(request, decision), request, decision } as const
}
