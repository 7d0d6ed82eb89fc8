import { answerReview, type Door, type ReviewAnswer, unanswered } from '../core/index.ts'
import type { Ground } from './ground.ts'
import { answered } from './through-doors.ts'

/** What the server would answer to a body at a door: the same text; `time` is the time of the request, RFC 3339. */
export function answerDocument(
  body: Uint8Array,
  door: Door,
  { snapshot, answer }: Pick<Ground, 'snapshot' | 'answer'>,
  time: string,
): Exclude<ReviewAnswer, { kind: 'questions' }> {
  return answered(
    (answers) => answerReview(body, door, snapshot, { time, answers }, () => false),
    (question) => answer(question) ?? unanswered(question),
  )
}
