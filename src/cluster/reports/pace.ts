import { setImmediate } from 'node:timers/promises'
import { pause } from '../pause.ts'

/** How long work may keep requests waiting: what a simple request takes together. */
const sliceMs = 5
/** Shorter waits are added up. */
const leastWaitMs = 20

/**
 * Waits after each piece of work, so that no more are done in a second, and so that whoever else wants the thread has it every
 * few milliseconds. Work that was late is not made up for.
 */
export function pacer(perSecond: number): (signal: AbortSignal) => Promise<void> {
  const stepMs = 1000 / perSecond
  let dueAt = performance.now()
  let sliceStart = dueAt
  return async (signal) => {
    const now = performance.now()
    dueAt = Math.max(dueAt + stepMs, now - leastWaitMs)
    if (dueAt - now >= leastWaitMs) await pause(dueAt - now, signal)
    else if (now - sliceStart >= sliceMs) await setImmediate()
    else return
    sliceStart = performance.now()
  }
}
