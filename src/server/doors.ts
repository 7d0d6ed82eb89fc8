import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Door, Snapshot } from '../core/index.ts'
import {
  type AnswerQuestions,
  answerFailure,
  answerInTime,
  type FinalAnswer,
  type Review,
} from './answer-in-time.ts'
import { budgetMs } from './deadline.ts'
import type { Observer } from './observer.ts'

export interface DoorsOptions {
  /** The newest snapshot; a request keeps the one that it began with. */
  readonly snapshot: () => Snapshot
  readonly answerQuestions: AnswerQuestions
  readonly observer: Observer
  /** The time that an answer may take where the request does not say it. */
  readonly timeoutMs: number
  /** Whether connections are to be closed after their answer, because the server is about to end. */
  readonly draining: () => boolean
}

/** The paths of the two doors. */
export const doorPaths = { validate: '/validate', mutate: '/mutate' } as const satisfies Record<
  Door,
  string
>

/** `POST /validate` and `POST /mutate`: the bytes of an AdmissionReview in, the answer's text out. */
export function registerDoors(app: FastifyInstance, options: DoorsOptions): void {
  app.post(doorPaths.validate, doorHandler('validate', options))
  app.post(doorPaths.mutate, doorHandler('mutate', options))
}

function doorHandler(door: Door, options: DoorsOptions) {
  const { observer, answerQuestions, snapshot } = options
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const startedAt = performance.now()
    observer.started()
    const review: Review = {
      body: request.body instanceof Uint8Array ? request.body : noBytes,
      door,
      snapshot: snapshot(),
      deadline:
        startedAt + budgetMs((request.query as { timeout?: unknown }).timeout, options.timeoutMs),
      answerQuestions,
    }
    const finish = (answer: FinalAnswer) => send(answer, { reply, options, startedAt })
    const fail = (cause: unknown) => finish(answerThrown(review, cause, observer))
    try {
      const answer = answerInTime(review)
      if (answer instanceof Promise) answer.then(finish).catch(fail)
      else finish(answer)
    } catch (cause) {
      fail(cause)
    }
    return reply
  }
}

const noBytes = new Uint8Array()

/** A bug must not let a request hang or decide anything: the failure policies do. */
function answerThrown(review: Review, cause: unknown, observer: Observer): FinalAnswer {
  observer.failed(review.door, cause)
  return answerFailure(review, 'the request could not be evaluated')
}

interface Exchange {
  readonly reply: FastifyReply
  readonly options: DoorsOptions
  readonly startedAt: number
}

function send(answer: FinalAnswer, { reply, options, startedAt }: Exchange): void {
  const { observer, draining } = options
  if (answer.kind === 'answered') {
    observer.answered({ ...answer, durationMs: performance.now() - startedAt })
  } else {
    observer.refused(answer.code, answer.message)
    reply.code(400)
  }
  observer.ended()
  if (draining()) reply.header('connection', 'close')
  reply.header('content-type', 'application/json').send(answer.text)
}
