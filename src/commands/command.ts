import type { Readable, Writable } from 'node:stream'

/** What a command reads and writes, so that a test can hold it. Standard output is data, standard error is talk. */
export interface Io {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
  readonly cwd: string
}

/** A subcommand of `sallyport`. */
export interface Command {
  readonly name: string
  /** One line for `sallyport --help`. */
  readonly summary: string
  /** Answers the exit code: 0 clean, 1 the tool or its input failed, 2 violations. */
  readonly run: (argv: readonly string[], io: Io) => Promise<number>
}
