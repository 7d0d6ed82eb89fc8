import { watchPaths } from '../files/watch-paths.ts'
import type { Io } from './command.ts'
import { stopSignal } from './stop-signal.ts'
import { writeLines } from './write.ts'

/**
 * Runs, and runs again when something in the places has changed, until a signal to stop comes; answers the exit code of
 * the last run. What changes during a run starts another one after it. The places are asked for after each run.
 */
export async function runAndWatch(
  run: () => Promise<number>,
  places: () => readonly string[],
  { cwd, stderr, stopped = stopSignal() }: Io,
): Promise<number> {
  let change = signal()
  const watch = await watchPaths(places(), cwd, () => change.give())
  const stop = stopped.then(() => 'stop' as const)
  const awake = setInterval(() => {}, dayMs)
  for (;;) {
    change = signal()
    const code = await run()
    watch.add(places())
    await writeLines(stderr, ['watching for changes; Ctrl+C ends it'])
    if ((await Promise.race([change.given, stop])) !== 'stop') continue
    clearInterval(awake)
    await watch.close()
    return code
  }
}

/** Neither the watch nor the wait for a signal keeps a process from its end; a timer does. */
const dayMs = 86_400_000

interface Signal {
  readonly given: Promise<'change'>
  readonly give: () => void
}

function signal(): Signal {
  let give = () => {}
  const given = new Promise<'change'>((resolve) => {
    give = () => resolve('change')
  })
  return { given, give: () => give() }
}
