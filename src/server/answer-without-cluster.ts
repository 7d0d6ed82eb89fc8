import { type Answer, type Question, questionKey, unanswered } from '../core/index.ts'

/** Without a cluster, only what the context names is known: every question about another namespace fails. */
export async function answerWithoutCluster(
  questions: readonly Question[],
): Promise<ReadonlyMap<string, Answer>> {
  return new Map(questions.map((question) => [questionKey(question), unanswered(question)]))
}
