import type { Decision, Door, Request } from '../core/index.ts'
import { decisionLine, decisionWord } from './decision-line.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'

/** A review that was answered. */
interface Answered {
  readonly request: Request
  readonly decision: Decision
  readonly durationMs: number
  /** What was thrown, where only the failure policies could answer. */
  readonly cause?: unknown
}

/** Writes what the doors do to the log and the metrics. A plain allow costs one observation and no line. */
export function observeAdmission(logger: Logger, metrics: Metrics) {
  const durations = durationObservers(metrics)
  return {
    started: () => metrics.inFlight.inc(),
    ended: () => metrics.inFlight.dec(),
    answered: ({ request, decision, durationMs, cause }: Answered): void => {
      durations(request, decision, durationMs)
      if (decision.exemptions.length > 0) metrics.exempted.inc({ door: request.door })
      if (cause !== undefined) {
        metrics.failures.inc({ door: request.door })
        const line = {
          event_type: 'admission_failed',
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
        { event_type: 'admission_failed', door, error: cause },
        'a review could not be answered',
      )
    },
    refused: (code: string, message: string): void => {
      metrics.badRequests.inc({ code })
      if (code === 'body-too-large') metrics.bodyTooLarge.inc()
      logger.warn({ event_type: 'bad_request', code }, message)
    },
    connectionFailed: (error: Error): void => {
      metrics.tlsErrors.inc()
      logger.debug({ event_type: 'tls_error', error }, 'a connection ended before a request')
    },
  }
}

/** The labels' hash is computed once for each of the few combinations, not for every request. */
function durationObservers({ admissionDuration }: Metrics) {
  const observers = new Map<string, { observe: (seconds: number) => void }>()
  return (request: Request, decision: Decision, durationMs: number): void => {
    const word = decisionWord(decision)
    const key = `${request.door} ${request.operation} ${word}`
    let observer = observers.get(key)
    if (observer === undefined) {
      observer = admissionDuration.labels(request.door, request.operation, word)
      observers.set(key, observer)
    }
    observer.observe(durationMs / 1000)
  }
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
