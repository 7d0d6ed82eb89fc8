import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  type Answer,
  answerObjectReview,
  type Facts,
  policyDoorPath,
  printQuestion,
  type Question,
  questionKey,
  type Surroundings,
} from '../core/index.ts'
import { type AnswerQuestions, answersInTime, type FinalAnswer } from './answer-in-time.ts'
import { budgetMs } from './deadline.ts'
import type { DoorsOptions } from './doors.ts'
import { internalError } from './internal-error.ts'

export interface PolicyDoorOptions
  extends Pick<DoorsOptions, 'answerQuestions' | 'observer' | 'now' | 'timeoutMs' | 'draining'> {
  /** What objects are judged by, as it stands now. */
  readonly surroundings: () => Surroundings
}

/** `POST /validate/policies`: whether an object of our own kinds may be stored. A bug leaves that to the failure policy of the webhook. */
export function registerPolicyDoor(app: FastifyInstance, options: PolicyDoorOptions): void {
  const { observer } = options
  app.post(policyDoorPath, async (request, reply) => {
    observer.started()
    try {
      return await answer(request, reply, options)
    } catch (cause) {
      observer.failed('validate', cause)
      return reply.code(500).send(internalError)
    } finally {
      observer.ended()
    }
  })
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  options: PolicyDoorOptions,
): Promise<FastifyReply> {
  const { observer, timeoutMs, draining } = options
  const startedAt = performance.now()
  const { timeout } = request.query as { readonly timeout?: unknown }
  const body = Buffer.isBuffer(request.body) ? request.body : ''
  const deadline = startedAt + budgetMs(timeout, timeoutMs)
  const found = await judged({ body, surroundings: options.surroundings(), deadline }, options)
  if (found.kind === 'answered') {
    observer.answered({ ...found, durationMs: performance.now() - startedAt })
  } else {
    observer.refused(found.code, found.message)
    reply.code(400)
  }
  if (draining()) reply.header('connection', 'close')
  return reply.header('content-type', 'application/json').send(found.text)
}

interface PolicyReview {
  readonly body: Uint8Array | string
  readonly surroundings: Surroundings
  /** On the clock of `performance.now()`. */
  readonly deadline: number
}

/** All questions come at once; what nobody answers in time is not known. */
async function judged(
  { body, surroundings, deadline }: PolicyReview,
  { answerQuestions, now }: Pick<PolicyDoorOptions, 'answerQuestions' | 'now'>,
): Promise<FinalAnswer> {
  const facts: Facts = { time: now().toISOString(), answers: new Map() }
  const first = answerObjectReview(body, surroundings, facts)
  if (first.kind !== 'questions') return first
  const answers = await answersTo(first.questions, answerQuestions, deadline)
  const second = answerObjectReview(body, surroundings, { ...facts, answers })
  if (second.kind === 'questions') throw new Error('a policy review asks again after all answers')
  return second
}

async function answersTo(
  questions: readonly Question[],
  answerQuestions: AnswerQuestions,
  deadline: number,
): Promise<ReadonlyMap<string, Answer>> {
  const remainingMs = deadline - performance.now()
  const found = await answersInTime({ answerQuestions }, questions, remainingMs)
  return new Map(
    questions.map((question) => [
      questionKey(question),
      found.get(questionKey(question)) ?? unknown(question),
    ]),
  )
}

function unknown(question: Question): Answer {
  return { kind: 'failed', message: `it was not found out in time ${printQuestion(question)}` }
}
