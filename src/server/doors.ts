import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  type Decision,
  type Door,
  type Facts,
  type Snapshot,
  subsetOf,
  subsetPath,
  subsets,
  withoutObjects,
} from '../core/index.ts'
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
  /** The time by which requests are judged. */
  readonly now: () => Date
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

/**
 * `POST /validate` and `POST /mutate`: the bytes of an AdmissionReview in, the answer's text out; below them the same for the
 * policies of one failure policy, and one reinvocation policy.
 */
export function registerDoors(app: FastifyInstance, options: DoorsOptions): void {
  app.post(doorPaths.validate, doorHandler('validate', options))
  app.post(doorPaths.mutate, doorHandler('mutate', options))
  for (const subset of subsets) {
    const snapshot = () => subsetOf(options.snapshot(), subset)
    app.post(subsetPath(subset), doorHandler(subset.door, { ...options, snapshot }))
  }
}

function doorHandler(door: Door, options: DoorsOptions) {
  const { answerQuestions, observer, snapshot, now, timeoutMs } = options
  const answerLater = inSweeps(answerTo, settle)
  return (request: FastifyRequest, reply: FastifyReply): void => {
    const startedAt = performance.now()
    observer.started()
    const { timeout } = request.query as { readonly timeout?: unknown }
    const review: Review = {
      body: bytesOf(request.body),
      door,
      snapshot: snapshot(),
      deadline: startedAt + budgetMs(timeout, timeoutMs),
      answerQuestions,
      now,
      watch: observer.watch?.(startedAt),
    }
    const exchange = { review, reply, options, startedAt }
    answerLater(options.record === undefined ? exchange : remembering(exchange))
  }
}

function bytesOf(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : noBytes
}

const noBytes = new Uint8Array()

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

type Answered = Extract<FinalAnswer, { kind: 'answered' }>

type Outcome = FinalAnswer | Thrown

/** What was thrown instead of an answer. */
interface Thrown {
  readonly kind: 'thrown'
  readonly cause: unknown
}

function answerTo(exchange: Exchange): Outcome | Promise<Outcome> {
  try {
    const answer = answerInTime(exchange.review)
    return answer instanceof Promise
      ? answer.then((late) => concluded(late, exchange)).catch(thrown)
      : concluded(answer, exchange)
  } catch (cause) {
    return thrown(cause)
  }
}

function thrown(cause: unknown): Thrown {
  return { kind: 'thrown', cause }
}

/**
 * What of an answer is needed to send it. The objects of a request of which nothing is to be told are let go: while the answer waits for others it
 * would keep them alive, which is work for the garbage collector.
 */
function concluded(answer: FinalAnswer, exchange: Exchange): FinalAnswer {
  if (answer.kind === 'refused') return answer
  keep(answer, exchange)
  const { kind, text, request, decision, cause } = answer
  return isQuiet(decision)
    ? { kind, text, request: withoutObjects(request), decision, cause }
    : answer
}

/** Messages are told without what is secret in the objects, which therefore are needed until then. */
function isQuiet({ allowed, findings, exemptions }: Decision): boolean {
  return allowed && findings.length === 0 && exemptions.length === 0
}

function keep(
  { request, decision }: Answered,
  { review: { body, snapshot }, options, facts }: Exchange,
): void {
  const known = facts?.()
  if (known === undefined) return
  const recorded = { request, snapshot, facts: known, allowed: decision.allowed }
  options.record?.keep(recorded, body.length)
}

function settle(exchange: Exchange, outcome: Outcome | Promise<Outcome>): void {
  if (outcome instanceof Promise) void outcome.then((late) => sendOrFail(late, exchange))
  else sendOrFail(outcome, exchange)
}

function sendOrFail(outcome: Outcome, exchange: Exchange): void {
  if (outcome.kind === 'thrown') {
    sendFailure(outcome.cause, exchange)
    return
  }
  try {
    send(outcome, exchange)
  } catch (cause) {
    sendFailure(cause, exchange)
  }
}

function send(answer: FinalAnswer, { review, reply, options, startedAt }: Exchange): void {
  const { observer, draining } = options
  if (answer.kind === 'answered') {
    const { request, decision, cause } = answer
    const endedAt = performance.now()
    const isLate = endedAt > review.deadline
    observer.answered({ request, decision, durationMs: endedAt - startedAt, isLate, cause })
    review.watch?.answered(request, decision)
  } else {
    observer.refused(answer.code, answer.message)
    reply.code(400)
  }
  observer.ended()
  if (draining()) reply.header('connection', 'close')
  reply.header('content-type', 'application/json').send(answer.text)
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
    send(concluded(answerFailure(review, 'the request could not be evaluated'), exchange), exchange)
  } catch (second) {
    observer.failed(review.door, second)
    observer.ended()
    exchange.reply.code(500).send(internalError)
  }
}
