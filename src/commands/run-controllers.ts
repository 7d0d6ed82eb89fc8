import type { Controller } from '../cluster/controller.ts'
import type { Logger } from '../telemetry/logger.ts'

/** Starts them all; answers what stops them and ends when they have ended. One that ends in an error is a bug, and told. */
export function runControllers(
  controllers: readonly Controller[],
  logger: Logger,
): () => Promise<void> {
  const stopping = new AbortController()
  const running = controllers.map(({ name, run }) =>
    run(stopping.signal).catch((error: unknown) => {
      logger.error(
        { 'event.action': 'controller_ended', controller: name, error },
        'work has stopped',
      )
    }),
  )
  return async () => {
    stopping.abort()
    await Promise.all(running)
  }
}
