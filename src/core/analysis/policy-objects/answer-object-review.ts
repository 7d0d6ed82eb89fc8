import { respond } from '../../admission/respond.ts'
import { type ReviewAnswer, withRequest } from '../../engine/answer-review.ts'
import type { Facts } from '../../engine/facts.ts'
import { admitObject } from './admit-object.ts'
import type { Surroundings } from './surroundings.ts'

/** Bytes of an AdmissionReview of our kinds in, the response's text out. */
export function answerObjectReview(
  body: Uint8Array | string,
  surroundings: Surroundings,
  facts: Facts,
): ReviewAnswer {
  return withRequest(body, 'validate', (request) => {
    const admission = admitObject(request, surroundings, facts)
    if (admission.kind === 'questions') return admission
    const { decision } = admission
    return { kind: 'answered', text: respond(request, decision), request, decision }
  })
}
