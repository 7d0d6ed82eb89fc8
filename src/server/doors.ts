import { isAscii } from 'node:buffer'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Door, Facts, Snapshot } from '../core/index.ts'
import {
  type AnswerQuestions,
  answerFailure,
  answerInTime,
  type FinalAnswer,
  type Review,
} from './answer-in-time.ts'
import { budgetMs } from './deadline.ts'
import { internalError } from './internal-error.ts'
import type { Observer } from './observer.ts'
import type { RequestRecord } from './request-record.ts'
import { inSweeps } from './sweeps.ts'

export interface DoorsOptions {
  /** The newest snapshot; a request keeps the one that it began with. */
  readonly snapshot: () => Snapshot
  readonly answerQuestions: AnswerQuestions
  readonly observer: Observer
  /** The time that an answer may take where the request does not say it. */
  readonly timeoutMs: number
  /** Whether connections are to be closed after their answer, because the server is about to end. */
  readonly draining: () => boolean
  /** Keeps the last requests, where the operator wants that. */
  readonly record?: RequestRecord
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
  const { answerQuestions, observer, snapshot, timeoutMs } = options
  const answerLater = inSweeps(answerTo, settle)
  return (request: FastifyRequest, reply: FastifyReply): void => {
    const startedAt = performance.now()
    observer.started()
    const { timeout } = request.query as { readonly timeout?: unknown }
    const review: Review = {
      body: contentOf(request.body),
      door,
      snapshot: snapshot(),
      deadline: startedAt + budgetMs(timeout, timeoutMs),
      answerQuestions,
    }
    const exchange = { review, reply, options, startedAt }
    answerLater(options.record === undefined ? exchange : remembering(exchange))
  }
}

/** Plain ASCII, as nearly every review is, becomes text here in a third of the time that decoding UTF-8 takes. */
function contentOf(body: unknown): Uint8Array | string {
  if (!Buffer.isBuffer(body)) return ''
  return isAscii(body) ? body.toString('latin1') : body
}

interface Exchange {
  readonly review: Review
  readonly reply: FastifyReply
  readonly options: DoorsOptions
  readonly startedAt: number
  /** What the review was judged by in the end, where requests are kept. */
  readonly facts?: () => Facts | undefined
}

function remembering(exchange: Exchange): Exchange {
  let facts: Facts | undefined
  const onFacts = (known: Facts) => {
    facts = known
  }
  return { ...exchange, review: { ...exchange.review, onFacts }, facts: () => facts }
}

/** What was thrown instead of an answer. */
class Failure {
  readonly cause: unknown

  constructor(cause: unknown) {
    this.cause = cause
  }
}

function answerTo({ review }: Exchange): FinalAnswer | Promise<FinalAnswer> | Failure {
  try {
    return answerInTime(review)
  } catch (cause) {
    return new Failure(cause)
  }
}

function settle(exchange: Exchange, answer: ReturnType<typeof answerTo>): void {
  if (answer instanceof Promise) {
    answer
      .then((late) => send(late, exchange))
      .catch((cause: unknown) => sendFailure(cause, exchange))
  } else if (answer instanceof Failure) sendFailure(answer.cause, exchange)
  else sendOrFail(answer, exchange)
}

function sendOrFail(answer: FinalAnswer, exchange: Exchange): void {
  try {
    send(answer, exchange)
  } catch (cause) {
    sendFailure(cause, exchange)
  }
}

function send(answer: FinalAnswer, exchange: Exchange): void {
  const { reply, options, startedAt } = exchange
  const { observer, draining } = options
  if (answer.kind === 'answered') {
    observer.answered({ ...answer, durationMs: performance.now() - startedAt })
    keep(answer, exchange)
  } else {
    observer.refused(answer.code, answer.message)
    reply.code(400)
  }
  observer.ended()
  if (draining()) reply.header('connection', 'close')
  reply.header('content-type', 'application/json').send(answer.text)
}

function keep(
  { request, decision }: Extract<FinalAnswer, { kind: 'answered' }>,
  { review: { snapshot, body }, options, facts }: Exchange,
): void {
  const known = facts?.()
  if (known === undefined) return
  options.record?.keep({ request, snapshot, facts: known, allowed: decision.allowed }, body.length)
}

/**
 * A bug decides nothing: the failure policies do. Where not even they can be asked, a 500 leaves the decision to the
 * failure policy of the webhook configuration.
 */
function sendFailure(cause: unknown, exchange: Exchange): void {
  const { review } = exchange
  const { observer } = exchange.options
  observer.failed(review.door, cause)
  try {
    send(answerFailure(review, 'the request could not be evaluated'), exchange)
  } catch (second) {
    observer.failed(review.door, second)
    observer.ended()
    exchange.reply.code(500).send(internalError)
  }
}
