import { type Problem, printProblem } from '../core/index.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'

/** How a reading of the policies went. */
type Reading =
  | { readonly kind: 'loaded'; readonly policies: number; readonly problems: readonly Problem[] }
  | { readonly kind: 'kept'; readonly problems: readonly Problem[] }
  | { readonly kind: 'unreadable'; readonly message: string }

/** Writes readings of the policies to the log, a line a problem with its place, and to the metrics. */
export function observePolicies(logger: Logger, metrics: Metrics) {
  return (reading: Reading): void => {
    const good = reading.kind === 'loaded' && !reading.problems.some(isError)
    metrics.reloads.inc({ result: good ? 'success' : 'failure' })
    if (good) metrics.lastReloadSuccess.setToCurrentTime()
    if (reading.kind === 'unreadable') {
      const line = { 'event.action': 'policies_unreadable' }
      logger.error(line, `${reading.message}; the last good policies stay`)
      return
    }
    for (const problem of reading.problems) logProblem(logger, problem)
    if (reading.kind === 'loaded') logLoaded(logger, reading.policies, good)
    else {
      const line = { 'event.action': 'policies_kept' }
      logger.error(
        line,
        'the policies have errors and were not taken over; the last good ones stay',
      )
    }
  }
}

/** A line with the place of the problem. */
export function logProblem(logger: Logger, problem: Problem): void {
  const { code, source, line, column, path, severity } = problem
  const fields = {
    'event.action': 'policy_problem',
    'error.code': code,
    source,
    line,
    column,
    path,
  }
  logger[severity === 'error' ? 'error' : 'warn'](fields, printProblem(problem))
}

function logLoaded(logger: Logger, policies: number, good: boolean): void {
  const line = { 'event.action': 'policies_loaded', policy_count: policies }
  if (!good) logger.error(line, 'policies are in force as far as they can be read')
  else if (policies === 0) logger.warn(line, 'there are no policies: every request is allowed')
  else logger.info(line, 'policies are in force')
}

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}
