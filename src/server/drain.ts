import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** Whether the server is about to end; only ever goes from no to yes. */
export interface Shutdown {
  readonly draining: () => boolean
  readonly begin: () => void
}

export function createShutdown(): Shutdown {
  let draining = false
  return {
    draining: () => draining,
    begin: () => {
      draining = true
    },
  }
}

/** A Fastify app, over HTTP or HTTPS, as far as its end is concerned. */
export type Closable = Pick<FastifyInstance, 'close'> & {
  readonly server: { readonly closeAllConnections: () => void }
}

export interface DrainOptions {
  readonly shutdown: Shutdown
  /** How long to go on serving after readiness fails, so that load balancers notice. */
  readonly drainMs: number
  /** How long requests under way may take after that; then their connections are closed. */
  readonly timeoutMs: number
}

/**
 * Ends without losing a request: readiness fails, answers close their connections, then nothing new is accepted and what
 * is under way is finished. https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
export async function drain(
  app: Closable,
  { shutdown, drainMs, timeoutMs }: DrainOptions,
): Promise<void> {
  shutdown.begin()
  await setTimeout(drainMs)
  const timer = new AbortController()
  void setTimeout(timeoutMs, undefined, { signal: timer.signal }).then(
    () => app.server.closeAllConnections(),
    () => undefined,
  )
  await app.close()
  timer.abort()
}
