import type { Question, Response } from '#src/core/pod-security-admission/response.ts'

/** The answer as the API server gives it: without what the engine makes findings of. */
export function withoutEvaluation(answer: Response | Question): Response | Question {
  if (answer.kind !== 'response') return answer
  const { spoken: _, ...response } = answer
  return response
}
