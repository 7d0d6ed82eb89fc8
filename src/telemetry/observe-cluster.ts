import type { Problem } from '../core/index.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'
import { logProblem } from './observe-policies.ts'

/** What is watched. */
interface Followed {
  readonly resource: { readonly resource: string; readonly group: string }
}

/** Writes what becomes of watches to the log and the metrics: each failure once, and its end. */
export function observeCluster(logger: Logger, metrics: Metrics) {
  const failing = new Map<string, string>()
  let told: ReadonlySet<Problem> = new Set()
  return {
    listed: ({ resource }: Followed, objects: number): void => {
      const name = nameOf(resource)
      metrics.watchLists.inc({ resource: name })
      metrics.watchFailures.inc({ resource: name }, 0)
      failing.delete(name)
      logger.info({ 'event.action': 'watch_listed', resource: name, objects }, 'a watch begins')
    },
    failed: ({ resource }: Followed, error: Error, waitMs: number): void => {
      const name = nameOf(resource)
      metrics.watchFailures.inc({ resource: name })
      const isNew = failing.get(name) !== error.message
      failing.set(name, error.message)
      const line = {
        'event.action': 'watch_failed',
        resource: name,
        wait_ms: Math.round(waitMs),
        'error.message': error.message,
      }
      logger[isNew ? 'warn' : 'debug'](line, 'a watch has to be taken up anew; what it found stays')
    },
    broken: (cause: unknown): void => {
      logger.error(
        { 'event.action': 'snapshot_failed', error: cause },
        'nothing could be made of what the cluster has; the last good policies stay',
      )
    },
    answered: (kind: string, from: string): void => {
      metrics.clusterQuestions.inc({ kind, from })
    },
    /** Each problem is told when it comes, not with every snapshot. */
    renewed: (problems: readonly Problem[]): void => {
      for (const problem of problems) if (!told.has(problem)) logProblem(logger, problem)
      told = new Set(problems)
    },
  }
}

function nameOf({ resource, group }: Followed['resource']): string {
  return group === '' ? resource : `${resource}.${group}`
}
