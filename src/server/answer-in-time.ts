import { setTimeout } from 'node:timers/promises'
import {
  type Answer,
  answerReview,
  type Door,
  type Facts,
  failureAnswer,
  type Question,
  questionKey,
  type ReviewAnswer,
  type Snapshot,
} from '../core/index.ts'

/** An answer that is final: no questions are left. */
export type FinalAnswer = Exclude<ReviewAnswer, { readonly kind: 'questions' }>

/** Finds out what the core cannot know; answers by `questionKey`. What stays out is asked again. */
export type AnswerQuestions = (
  questions: readonly Question[],
  remainingMs: number,
) => Promise<ReadonlyMap<string, Answer>>

/** A review and what it is judged by. */
export interface Review {
  readonly body: Uint8Array | string
  readonly door: Door
  readonly snapshot: Snapshot
  /** When the answer must be there, on the clock of `performance.now()`. */
  readonly deadline: number
  readonly answerQuestions: AnswerQuestions
}

const rounds = 3

/** Answers at once where nothing has to be asked; otherwise asks, and after three rounds the failure policies decide. */
export function answerInTime(review: Review): FinalAnswer | Promise<FinalAnswer> {
  const facts = factsOf(Date.now())
  const answer = judge(review, facts)
  return answer.kind === 'questions' ? ask(review, facts, answer.questions) : answer
}

/** The time is written out only where a policy asks for it. */
function factsOf(now: number): Facts {
  return {
    get time() {
      return new Date(now).toISOString()
    },
    answers: noAnswers,
  }
}

/** What to say where nothing could be evaluated. */
export function answerFailure(
  { body, door, snapshot }: Omit<Review, 'deadline'>,
  message: string,
): FinalAnswer {
  const answer = failureAnswer(body, door, snapshot, message)
  if (answer.kind === 'questions')
    throw new Error('an answer by failure policy must not have questions')
  return answer
}

function judge({ body, door, snapshot, deadline }: Review, facts: Facts): ReviewAnswer {
  return answerReview(body, door, snapshot, facts, () => performance.now() > deadline)
}

async function ask(
  review: Review,
  first: Facts,
  firstQuestions: readonly Question[],
): Promise<FinalAnswer> {
  let answers = first.answers
  let questions = firstQuestions
  for (let round = 1; round < rounds; round++) {
    const remainingMs = review.deadline - performance.now()
    answers = new Map([...answers, ...(await answersInTime(review, questions, remainingMs))])
    const answer = judge(review, { time: first.time, answers })
    if (answer.kind !== 'questions') return answer
    questions = answer.questions
  }
  const open = questions.map(questionKey).join(', ')
  return answerFailure(review, `there were open questions (${open}) after ${rounds} rounds`)
}

/** No answers where the deadline comes first. */
async function answersInTime(
  review: Review,
  questions: readonly Question[],
  remainingMs: number,
): Promise<ReadonlyMap<string, Answer>> {
  const timer = new AbortController()
  const timeUp = setTimeout(remainingMs, noAnswers, { signal: timer.signal }).catch(() => noAnswers)
  try {
    return await Promise.race([review.answerQuestions(questions, remainingMs), timeUp])
  } finally {
    timer.abort()
  }
}

const noAnswers: ReadonlyMap<string, Answer> = new Map()
