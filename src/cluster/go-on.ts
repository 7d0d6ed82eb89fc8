import { type BackOff, backOffMs, usualBackOff } from './back-off.ts'
import { messageOf } from './message-of.ts'
import { pause } from './pause.ts'

export interface GoingOn {
  readonly everyMs: number
  readonly failed: (message: string) => void
  readonly backOff?: BackOff
}

/** Does the work again and again until the signal; what it throws is told, and then it is left for a while, longer each time. */
export async function goOn(
  signal: AbortSignal,
  { everyMs, failed, backOff = usualBackOff }: GoingOn,
  work: () => Promise<void>,
): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    try {
      await work()
      failures = 0
    } catch (error) {
      if (signal.aborted) return
      failed(messageOf(error))
      failures++
    }
    await pause(failures === 0 ? everyMs : backOffMs(failures, backOff), signal)
  }
}
