import { type Answer, type Question, questionKey } from '../../core/index.ts'
import { messageOf } from '../message-of.ts'
import { type Asking, answerQuestion, failedAnswer } from './answer-question.ts'
import { expiringMap } from './expiring-map.ts'
import { sharedWork } from './shared-work.ts'

/** Answers by `questionKey` within the time that remains; what has no answer says why. Never rejects. */
export type LiveAnswers = (
  questions: readonly Question[],
  remainingMs: number,
) => Promise<ReadonlyMap<string, Answer>>

export interface QuestionObserver {
  /** Once for each question: where its answer came from. */
  readonly answered: (kind: Question['kind'], from: AnswerOrigin) => void
}

/** `asked` in the cluster, `shared` with somebody who asked the same, `kept` from before; `failed` where there is none. */
type AnswerOrigin = 'asked' | 'shared' | 'kept' | 'failed'

export interface LiveAnswersOptions {
  readonly observer: QuestionObserver
  /**
   * How long it is believed what somebody may do, 10 s. So long does an API server that asks another one by SubjectAccessReview,
   * whether the answer is yes or no; longer, and a right that was taken away would go on.
   * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/server/options/authorization.go
   */
  readonly keepMs?: number
}

type Found = readonly [Answer, AnswerOrigin]

const usualKeepMs = 10_000
/** The size of the API server's own cache. https://github.com/kubernetes/apiserver/blob/v0.37.0/plugin/pkg/authorizer/webhook/webhook.go */
const mostKept = 8_192
/** What is longer is not kept, so that nobody fills the memory with names that he makes up (same source). */
const longestKey = 10_000
/** Half of what the connection does at once: leases, lists and the like need not wait for questions. */
const width = { most: 8, mostWaiting: 1_024 }

/** Answers the questions of the engine from the cluster. Only what somebody may do is kept; namespaces and Pods are always read. */
export function liveAnswers(
  asked: Omit<Asking, 'signal'>,
  { observer, keepMs = usualKeepMs }: LiveAnswersOptions,
): LiveAnswers {
  const kept = expiringMap<Answer>({ keepMs, most: mostKept })
  const asking = sharedWork<Answer>(width)

  async function ask(question: Question, key: string, signal: AbortSignal): Promise<Answer> {
    const answer = await answerQuestion(question, { ...asked, signal })
    if (answer === undefined) return failedAnswer(question, 'the cluster does not have it')
    const isKept = answer.kind === 'reviewed' && key.length <= longestKey
    if (isKept) kept.set(key, answer)
    return answer
  }

  async function find(question: Question, left: AbortSignal): Promise<Found> {
    const key = questionKey(question)
    const known = kept.get(key)
    if (known !== undefined) return [known, 'kept']
    const joined = asking.join(key, left, (signal) => ask(question, key, signal))
    if (joined.kind === 'full') return [failedAnswer(question, tooMany), 'failed']
    const answer = await Promise.race([joined.result, timeUp(left)])
    return [answer, joined.kind === 'begun' ? 'asked' : 'shared']
  }

  async function answered(question: Question, left: AbortSignal): Promise<Answer> {
    const [answer, origin] = await find(question, left).catch((error: unknown): Found => {
      const why = messageOf(error)
      return [failedAnswer(question, why), 'failed']
    })
    observer.answered(question.kind, answer.kind === 'failed' ? 'failed' : origin)
    return answer
  }

  return async (questions, remainingMs) => {
    const left = new AbortController()
    const timer = setTimeout(() => left.abort(), timeFor(remainingMs))
    try {
      const found = await Promise.all(
        questions.map(
          async (question) =>
            [questionKey(question), await answered(question, left.signal)] as const,
        ),
      )
      return new Map(found)
    } finally {
      clearTimeout(timer)
    }
  }
}

const tooMany = 'too many questions to the cluster are open'

/** Some of the time is left for the verdict: a tenth, at most 100 ms. */
function timeFor(remainingMs: number): number {
  return Math.max(0, remainingMs - Math.min(remainingMs / 10, 100))
}

function timeUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const over = () => reject(new Error('the time of the request is over'))
    if (signal.aborted) over()
    else signal.addEventListener('abort', over)
  })
}
