import { type BackOff, backOffMs } from '../back-off.ts'

/** How soon a correction may follow another one. */
export interface Pacing {
  /** A correction was written. */
  readonly corrected: () => void
  /** How long the next one has to wait. */
  readonly restMs: () => number
}

/** Now and then somebody's change is corrected at once; whoever goes on changing is met more and more slowly. */
export function pacing(backOff: BackOff, now: () => number = () => performance.now()): Pacing {
  let inARow = 0
  let lastAt = Number.NEGATIVE_INFINITY
  let restUntil = 0
  return {
    corrected: () => {
      inARow = now() - lastAt > backOff.mostMs ? 1 : inARow + 1
      lastAt = now()
      restUntil = inARow === 1 ? 0 : lastAt + backOffMs(inARow - 1, backOff)
    },
    restMs: () => Math.max(0, restUntil - now()),
  }
}
