/** How long to wait after failures, in milliseconds. */
export interface BackOff {
  readonly leastMs: number
  readonly mostMs: number
}

export const usualBackOff: BackOff = { leastMs: 1_000, mostMs: 60_000 }

/** How long to wait after so many failures in a row: twice as long after each, with jitter, so that replicas do not come together. */
export function backOffMs(failures: number, { leastMs, mostMs }: BackOff): number {
  const full = Math.min(mostMs, leastMs * 2 ** Math.min(failures - 1, 30))
  return full * (0.5 + Math.random() / 2)
}

/** The waits of work that goes well for a moment and fails again. */
export interface Waits {
  /** How long to wait after a failure. */
  readonly next: () => number
  /** The next wait is a short one. */
  readonly reset: () => void
}

/** As long as failures come within that time of each other they are failures in a row, whatever was well in between. */
export function waitsOf(
  backOff: BackOff,
  calmMs: number,
  now: () => number = performance.now.bind(performance),
): Waits {
  let failures = 0
  let calmAt = 0
  return {
    next: () => {
      failures = now() > calmAt ? 1 : failures + 1
      const waitMs = backOffMs(failures, backOff)
      calmAt = now() + waitMs + calmMs
      return waitMs
    },
    reset: () => {
      failures = 0
    },
  }
}
