import { setTimeout } from 'node:timers/promises'

/** Asks again and again until the answer is there. */
export async function waitFor<Value>(
  ask: () => Value | undefined | Promise<Value | undefined>,
  withinMs = 5_000,
): Promise<Value> {
  const end = performance.now() + withinMs
  while (performance.now() < end) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    await setTimeout(10)
  }
  throw new Error(`nothing came within ${withinMs} ms`)
}
