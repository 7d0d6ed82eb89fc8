import type { Decision, Door, Request } from '../core/index.ts'
import { decisionLine, decisionWord } from './decision-line.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'
import { watchReviews } from './watch-reviews.ts'

/** A review that was answered. */
interface Answered {
  readonly request: Request
  readonly decision: Decision
  readonly durationMs: number
  readonly isLate?: boolean
  /** What was thrown, where only the failure policies could answer. */
  readonly cause?: unknown
}

/** Writes what the doors do to the log and the metrics. A plain allow costs one observation and no line. */
export function observeAdmission(logger: Logger, metrics: Metrics) {
  const durations = durationObservers(metrics)
  const reads = metrics.phaseDuration.labels({ phase: 'read' })
  return {
    started: () => metrics.inFlight.inc(),
    ended: () => metrics.inFlight.dec(),
    watch: watchReviews(metrics),
    bodyRead: (durationMs: number) => reads.observe(durationMs / 1000),
    answered: ({ request, decision, durationMs, isLate, cause }: Answered): void => {
      durations(request, decision, durationMs)
      metrics.policyTally.record(decision)
      if (isLate === true) metrics.late.inc({ door: request.door })
      if (decision.exemptions.length > 0) metrics.exempted.inc({ door: request.door })
      if (cause !== undefined) {
        metrics.failures.inc({ door: request.door })
        const line = {
          'event.action': 'admission_failed',
          door: request.door,
          uid: request.uid,
          error: cause,
        }
        logger.error(line, 'a review could not be evaluated; the failure policies decided')
      }
      const line = decisionLine(request, decision, durationMs)
      if (line !== undefined) logger.info(line, messageOf(decision))
    },
    failed: (door: Door, cause: unknown): void => {
      metrics.failures.inc({ door })
      logger.error(
        { 'event.action': 'admission_failed', door, error: cause },
        'a review could not be answered',
      )
    },
    refused: (code: string, message: string): void => {
      metrics.badRequests.inc({ code })
      if (code === 'body-too-large') metrics.bodyTooLarge.inc()
      logger.warn({ 'event.action': 'bad_request', 'error.code': code }, message)
    },
    connectionFailed: (error: Error): void => {
      metrics.tlsErrors.inc()
      logger.debug({ 'event.action': 'tls_error', error }, 'a connection ended before a request')
    },
  }
}

/** The labels' hash is computed once for each of the few combinations, not for every request. */
function durationObservers({ admissionDuration }: Metrics) {
  const kindOf = kindLabels()
  const observers = new Map<string, { observe: (seconds: number) => void }>()
  return (request: Request, decision: Decision, durationMs: number): void => {
    const word = decisionWord(decision)
    const kind = kindOf(request, decision)
    const key = `${request.door} ${request.operation} ${kind} ${word}`
    let observer = observers.get(key)
    if (observer === undefined) {
      observer = admissionDuration.labels(request.door, request.operation, kind, word)
      observers.set(key, observer)
    }
    observer.observe(durationMs / 1000)
  }
}

/** So many kinds have a label of their own, as whoever reaches the port may send reviews of any kind. */
const maxKinds = 100

/** The kinds that policies look at; all others are one. */
function kindLabels(): (request: Request, decision: Decision) => string {
  const known = new Set<string>()
  return ({ kind: { kind } }, decision) => {
    if (known.has(kind)) return kind
    if (known.size >= maxKinds || !isLookedAt(decision)) return 'other'
    known.add(kind)
    return kind
  }
}

function isLookedAt({ applied, skips, findings }: Decision): boolean {
  return applied.length > 0 || skips.length > 0 || findings.length > 0
}

function messageOf(decision: Decision): string {
  switch (decisionWord(decision)) {
    case 'denied':
      return 'a request was denied'
    case 'mutated':
      return 'a request was changed'
    case 'exempted':
      return 'a request was allowed by an exemption'
    default:
      return 'a request was allowed with findings'
  }
}
