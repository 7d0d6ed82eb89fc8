import { ClusterError } from '../cluster-error.ts'
import type { Connection } from '../connection.ts'
import type { Controller } from '../controller.ts'
import { serverVersion } from '../server-version.ts'
import type { CheckResult, PreflightPlace } from './check.ts'
import { preflightChecks } from './preflight.ts'

interface AtStartOptions {
  readonly place: PreflightPlace
  readonly now: () => Date
  readonly observer: {
    readonly checked: (results: readonly CheckResult[]) => void
    readonly failed: (message: string) => void
  }
}

/**
 * What `sallyport preflight` asks a cluster, asked once by whoever begins to lead, with the rights that the server really has.
 * What policies would lock out is another question, and asked before webhooks may fail closed.
 */
export function preflightAtStart(
  connection: Connection,
  { place, now, observer }: AtStartOptions,
): Controller {
  return {
    name: 'preflight',
    run: async (signal) => {
      try {
        const version = await serverVersion(connection)
        const results = await preflightChecks({ connection, version, place, now }, signal)
        if (!signal.aborted) observer.checked(results)
      } catch (error) {
        if (!(error instanceof ClusterError)) throw error
        observer.failed(error.message)
      }
    },
  }
}
