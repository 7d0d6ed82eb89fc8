import { isAscii } from 'node:buffer'
import { setTimeout } from 'node:timers/promises'
import {
  type Answer,
  answerReview,
  type Door,
  type Facts,
  failureAnswer,
  printQuestion,
  type Question,
  questionKey,
  type ReviewAnswer,
  type ReviewBody,
  type Snapshot,
} from '../core/index.ts'
import type { ReviewWatch } from './observer.ts'

/** An answer that is final: no questions are left. */
export type FinalAnswer = Exclude<ReviewAnswer, { readonly kind: 'questions' }>

/** Finds out what the core cannot know; answers by `questionKey`. What stays out is asked again. */
export type AnswerQuestions = (
  questions: readonly Question[],
  remainingMs: number,
) => Promise<ReadonlyMap<string, Answer>>

/** A review and what it is judged by. */
export interface Review {
  readonly body: Uint8Array
  readonly door: Door
  readonly snapshot: Snapshot
  /** When the answer must be there, on the clock of `performance.now()`. */
  readonly deadline: number
  readonly answerQuestions: AnswerQuestions
  /** The time by which is judged. */
  readonly now: () => Date
  /** Told what is known of the request whenever it is judged, where somebody wants to know. */
  readonly onFacts?: (facts: Facts) => void
  /** Told of the steps, where somebody wants to know what takes how long. */
  readonly watch?: ReviewWatch | undefined
}

const noAnswers: ReadonlyMap<string, Answer> = new Map()

/** So often in a row the questions may stay without any answer. */
const patience = 2

/**
 * Answers at once where nothing has to be asked; otherwise asks, as one answer may raise the next question, until the
 * deadline. Where no answers come, the failure policies decide.
 */
export function answerInTime(review: Review): FinalAnswer | Promise<FinalAnswer> {
  const facts = new FirstFacts(review.now())
  const answer = judge(review, facts)
  return answer.kind === 'questions' ? ask(review, facts, answer.questions) : answer
}

/** Nothing is known yet but the time, which is written out only where a policy asks for it. */
class FirstFacts implements Facts {
  readonly answers = noAnswers
  readonly now: Date

  constructor(now: Date) {
    this.now = now
  }

  get time(): string {
    return this.now.toISOString()
  }
}

/** What to say where nothing could be evaluated. */
export function answerFailure(
  { body, door, snapshot, now }: Omit<Review, 'deadline'>,
  message: string,
): FinalAnswer {
  const answer = failureAnswer(textOf(body), door, snapshot, {
    message,
    time: now().toISOString(),
  })
  if (answer.kind === 'questions')
    throw new Error('an answer by failure policy must not have questions')
  return answer
}

function judge(review: Review, facts: Facts): ReviewAnswer {
  const { body, door, snapshot, deadline, onFacts, watch } = review
  onFacts?.(facts)
  watch?.begun()
  const interrupted = () => performance.now() > deadline
  return answerReview(textOf(body), door, snapshot, facts, interrupted, watch)
}

/** Plain ASCII, as nearly every review is, becomes text here in a third of the time that decoding UTF-8 takes. */
function textOf(bytes: Uint8Array): ReviewBody {
  if (!(Buffer.isBuffer(bytes) && isAscii(bytes))) return bytes
  return { text: bytes.toString('latin1'), bytes }
}

async function ask(
  review: Review,
  first: Facts,
  firstQuestions: readonly Question[],
): Promise<FinalAnswer> {
  let answers = first.answers
  let questions = firstQuestions
  let rounds = 1
  for (let fruitless = 0; fruitless < patience; rounds++) {
    const remainingMs = review.deadline - performance.now()
    const found = await answersInTime(review, questions, remainingMs)
    fruitless = questions.some((question) => found.has(questionKey(question))) ? 0 : fruitless + 1
    answers = new Map([...answers, ...found])
    const answer = judge(review, { time: first.time, answers })
    if (answer.kind !== 'questions') return answer
    questions = answer.questions
  }
  return answerFailure(
    review,
    `there were open questions (${printOpen(questions)}) after ${rounds} rounds`,
  )
}

/** The first three, as the message goes to whoever sent the request. */
function printOpen(questions: readonly Question[]): string {
  const said = questions.slice(0, 3).map(printQuestion).join(', ')
  return questions.length > 3 ? `${said} and ${questions.length - 3} more` : said
}

/** No answers where the deadline comes first. */
export async function answersInTime(
  { answerQuestions }: Pick<Review, 'answerQuestions'>,
  questions: readonly Question[],
  remainingMs: number,
): Promise<ReadonlyMap<string, Answer>> {
  const timer = new AbortController()
  const timeUp = setTimeout(remainingMs, noAnswers, { signal: timer.signal }).catch(() => noAnswers)
  try {
    return await Promise.race([answerQuestions(questions, remainingMs), timeUp])
  } finally {
    timer.abort()
  }
}
