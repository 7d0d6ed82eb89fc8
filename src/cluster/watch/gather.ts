export interface GatherTimes {
  /** So long after the last change, something is done about all of them. */
  readonly quietMs: number
  /** So long after the first one at the latest. */
  readonly longestMs: number
}

export const usualGathering: GatherTimes = { quietMs: 50, longestMs: 500 }

/** Gathers what comes in quick succession: an API server that is restarted, or a chart, changes much at once. */
export function gather(work: () => void, { quietMs, longestMs }: GatherTimes) {
  let timer: NodeJS.Timeout | undefined
  let first = 0
  const run = () => {
    timer = undefined
    work()
  }
  return {
    touch: (): void => {
      const now = performance.now()
      if (timer === undefined) first = now
      clearTimeout(timer)
      timer = setTimeout(run, Math.max(Math.min(quietMs, first + longestMs - now), 0))
    },
    stop: (): void => clearTimeout(timer),
  }
}
