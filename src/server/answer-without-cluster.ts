import { type Answer, type Question, questionKey, unanswered } from '../core/index.ts'

/** Without a cluster, only what the context says is known: about other namespaces and accesses every question fails. */
export async function answerWithoutCluster(
  questions: readonly Question[],
): Promise<ReadonlyMap<string, Answer>> {
  return new Map(questions.map((question) => [questionKey(question), unanswered(question)]))
}
