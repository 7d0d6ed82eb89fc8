/** A wait that can be cut short. */
export interface Alarm {
  /** Ends after the time, when the alarm rings or when the signal comes, whichever is first; answers whether it rang. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<boolean>
  /** Ends the wait that is under way, or else the next one. */
  readonly ring: () => void
}

export function createAlarm(): Alarm {
  let hasRung = false
  let wake: (() => void) | undefined
  return {
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const end = (rang: boolean) => {
          clearTimeout(timer)
          signal.removeEventListener('abort', stop)
          wake = undefined
          hasRung = false
          resolve(rang)
        }
        const stop = () => end(false)
        const timer = setTimeout(stop, ms)
        signal.addEventListener('abort', stop)
        wake = () => end(true)
        if (signal.aborted) stop()
        else if (hasRung) wake()
      }),
    ring: () => {
      if (wake === undefined) hasRung = true
      else wake()
    },
  }
}
