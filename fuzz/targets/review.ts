import { answerReview, type ReviewAnswer } from '../../src/core/engine/answer-review.ts'
import type { Door, ReviewBody } from '../../src/core/index.ts'
import { applyPatch } from '../../src/core/mutation/json-patch.ts'
import { parseJson } from '../../src/core/source/json.ts'
import { fieldOf, isArray, type JsonValue } from '../../src/core/source/json-value.ts'
import { decodeUtf8 } from '../../src/core/source/read-text.ts'
import { must, mustEqual, mustLeavePrototypes } from '../oracle.ts'
import { snapshot } from '../review-snapshot.ts'

const doors: readonly Door[] = ['validate', 'mutate']

/**
 * Any body is answered, and never by the way out for bugs; the same one as text gets the same answer; the answer is an
 * AdmissionReview, and its patch applies to the object of the request.
 */
export function fuzz(bytes: Uint8Array): void {
  for (const door of doors) {
    const answer = answered(bytes, door)
    const decoded = decodeUtf8(bytes)
    if (decoded.kind === 'text') {
      mustEqual(textOf(answered(decoded.text, door)), textOf(answer), 'bytes and text differ')
    }
    if (answer.kind === 'questions') continue
    must(!('cause' in answer), 'a bug was met', String((answer as { cause?: Error }).cause?.stack))
    const review = parseJson(answer.text)
    must(review.kind === 'value', 'the answer is not JSON', answer.text)
    if (review.kind === 'value' && answer.kind === 'answered')
      mustApply(review.value, answer.request.object)
  }
  mustLeavePrototypes()
}

function answered(body: ReviewBody, door: Door): ReviewAnswer {
  return answerReview(
    body,
    door,
    snapshot,
    { time: '2026-01-01T00:00:00Z', answers: new Map() },
    () => false,
  )
}

function textOf(answer: ReviewAnswer): unknown {
  return answer.kind === 'questions' ? answer.questions : answer.text
}

function mustApply(review: JsonValue, object: JsonValue): void {
  const response = fieldOf(review, 'response')
  const patch = fieldOf(response, 'patch')
  if (typeof patch !== 'string') return
  const operations = parseJson(Buffer.from(patch, 'base64').toString())
  must(operations.kind === 'value' && isArray(operations.value), 'the patch is no list', patch)
  if (operations.kind !== 'value') return
  const applied = applyPatch(object, operations.value as never)
  must(applied.kind === 'patched', 'the patch does not apply', operations.value, applied)
}
