import { setTimeout as delay } from 'node:timers/promises'

const pauseMs = 50

/** Thrown inside an attempt: more attempts are of no use. */
export class Hopeless extends Error {
  override readonly name = 'Hopeless'
}

/**
 * Calls `attempt` until it no longer throws and gives its answer. After `timeoutMs`, or at once when it throws `Hopeless`,
 * it throws an error that names `what` was waited for and carries the last reason.
 */
export async function eventually<T>(
  what: string,
  attempt: () => T | Promise<T>,
  timeoutMs = 30_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    try {
      return await attempt()
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      if (cause instanceof Hopeless) throw new Error(`${what}: ${reason}`, { cause })
      if (performance.now() > deadline) {
        throw new Error(`${what}: not within ${timeoutMs} ms. Last: ${reason}`, { cause })
      }
    }
    await delay(pauseMs)
  }
}
