import { type BackOff, backOffMs, usualBackOff } from './back-off.ts'
import { ClusterError } from './cluster-error.ts'
import type { Connection } from './connection.ts'
import { pause } from './pause.ts'

/** The same connection, which reads until it is answered or the signal comes: a list goes on at the page where it broke off. */
export function patientConnection(
  connection: Connection,
  signal: AbortSignal,
  onFailure: (message: string) => void,
  backOff: BackOff = usualBackOff,
): Connection {
  return {
    ...connection,
    get: async (path, accept) => {
      for (let failures = 1; ; failures++) {
        try {
          return await connection.get(path, accept, signal)
        } catch (error) {
          if (signal.aborted || !mayPass(error)) throw error
          onFailure(error.message)
          await pause(backOffMs(failures, backOff), signal)
        }
      }
    },
  }
}

/** Nobody answered, or the server had too much to do or went wrong. */
function mayPass(error: unknown): error is ClusterError {
  if (!(error instanceof ClusterError)) return false
  const status = error.refusal?.status ?? 503
  return status === 429 || status >= 500
}
