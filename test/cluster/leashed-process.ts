import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hopeless } from './wait.ts'

const leash = join(import.meta.dirname, 'leash.sh')
const tailLines = 15

export interface LeashedProcess {
  readonly name: string
  /** All that it wrote to standard output and standard error. */
  readonly log: () => string
  readonly logTail: () => string
  /** Throws `Hopeless` with the tail of the log when it has ended. */
  readonly assertAlive: () => void
  /** Sends a signal: `TERM`, `STOP`, `CONT`. */
  readonly signal: (name: string) => void
  /** When it has ended. */
  readonly ended: Promise<unknown>
  /** Kills it (SIGKILL) and waits for its end. */
  readonly stop: () => Promise<void>
}

export interface Command {
  readonly name: string
  readonly path: string
  readonly arguments: readonly string[]
}

/**
 * Starts a command that cannot outlive this process, in `folder`, where NAME.log takes its output. It inherits no
 * environment: a proxy or a kubeconfig of the developer's must not change a test.
 */
export function startOnLeash(command: Command, folder: string): LeashedProcess {
  const logFile = join(folder, `${command.name}.log`)
  const output = openSync(logFile, 'a')
  // detached: Ctrl-C reaches the test runner only, which then ends its processes in their order
  const child = spawn(leash, [command.path, ...command.arguments], {
    cwd: folder,
    env: { HOME: folder },
    stdio: ['pipe', output, output],
    detached: true,
  })
  closeSync(output)
  const ended = once(child, 'exit')
  const log = () => readFileSync(logFile, 'utf8')
  const logTail = () => log().trimEnd().split('\n').slice(-tailLines).join('\n')
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null

  return {
    name: command.name,
    log,
    logTail,
    assertAlive: () => {
      if (!hasEnded()) return
      throw new Hopeless(
        `${command.name} ended with code ${child.exitCode}. Its log:\n${logTail()}`,
      )
    },
    signal: (signal) => child.stdin?.write(`${signal}\n`),
    ended,
    stop: async () => {
      if (hasEnded()) return
      child.stdin?.destroy()
      await ended
    },
  }
}
