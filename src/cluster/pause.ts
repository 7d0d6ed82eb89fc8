import { setTimeout } from 'node:timers/promises'

/** Waits, at most until the signal; never rejects. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  const options = signal === undefined ? {} : { signal }
  await setTimeout(ms, undefined, options).catch(() => undefined)
}
