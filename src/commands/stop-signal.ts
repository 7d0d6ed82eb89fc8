import process from 'node:process'

const signals = ['SIGTERM', 'SIGINT'] as const

/** npm and tsx pass on a signal that a terminal has sent to their children already: so soon, it is the same one. */
const sameSignalMs = 500

/** Resolves with the first signal to stop. A second one ends the process at once. */
export function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    let firstAt: number | undefined
    for (const signal of signals) {
      process.on(signal, () => {
        if (firstAt === undefined) {
          firstAt = performance.now()
          resolve(signal)
        } else if (performance.now() - firstAt > sameSignalMs) {
          process.exit(1)
        }
      })
    }
  })
}
