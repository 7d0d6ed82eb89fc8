import { labelsOf } from '../kubernetes/object.ts'
import { decodeReview } from './decode-review.ts'
import { respondToBadReview, respondWithDenial } from './respond.ts'

/** A label that nothing but the probe has; its value is the nonce. */
export const probeLabel = 'sallyport.dev/probe'

/** What the answer to a probe says: the nonce shows that it is the answer to this one. */
export function probeAnswer(nonce: string): string {
  return `the probe ${nonce} was answered by`
}

/**
 * Refuses the probe's object, so that whoever sent it sees that the API server asks us, and whom of us. What is no review is
 * answered as at the doors; `isReview` says which it was.
 */
export function answerProbe(
  text: string,
  replica: string,
): { readonly isReview: boolean; readonly text: string } {
  const review = decodeReview(text, 'validate')
  if (review.kind === 'bad-review') return { isReview: false, text: respondToBadReview(review) }
  const { request } = review
  const nonce = request.object === null ? '' : String(labelsOf(request.object)[probeLabel] ?? '')
  const message = `${probeAnswer(nonce)} ${replica}`
  const status = { message, reason: 'Forbidden', code: 403 }
  return { isReview: true, text: respondWithDenial(request, status) }
}
