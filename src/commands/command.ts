import type { Readable, Writable } from 'node:stream'
import type { Worker } from 'node:worker_threads'
import type { CommandForm } from '../settings/arguments.ts'
import type { ThreadTask } from './judge-in-thread.ts'

/** What a command reads and writes, so that a test can hold it. Standard output is data, standard error is talk. */
export interface Io {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
  readonly cwd: string
  /** Starts a thread that judges with what it is given; without it there is one thread only. */
  readonly startThread?: (task: ThreadTask) => Worker
  /** Ends what would go on for ever; without it a signal to the process does. */
  readonly stopped?: Promise<unknown>
}

/** A subcommand of `sallyport`. */
export interface Command {
  readonly form: CommandForm
  /** Answers the exit code: 0 clean, 1 the tool or its input failed, 2 violations. */
  readonly run: (argv: readonly string[], io: Io) => Promise<number>
}
