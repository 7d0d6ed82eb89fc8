import { answerReview } from '#src/core/engine/answer-review.ts'
import { snapshotOf } from '#test/support/decide.ts'
import { noLatestTag } from '#test/support/policies.ts'

/** What the server would answer to a body of the validating door. */
export function answersOf(
  body: string,
  policies: string = noLatestTag,
): { readonly body: string; readonly allowed: unknown; readonly warnings: readonly string[] } {
  const facts = { time: '2026-01-01T00:00:00Z', answers: new Map() }
  const answer = answerReview(body, 'validate', snapshotOf({ policies }), facts, () => false)
  if (answer.kind === 'questions') throw new Error(JSON.stringify(answer.questions))
  const { allowed, warnings = [] } = JSON.parse(answer.text).response
  return { body: answer.text, allowed, warnings }
}
