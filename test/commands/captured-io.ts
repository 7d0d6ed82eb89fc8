import { Readable, Writable } from 'node:stream'
import type { Command, Io } from '#src/commands/command.ts'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  readonly cwd?: string
  readonly stdin?: string | Uint8Array
}

/** Runs a command in this process and holds what it wrote. */
export async function run(
  command: Command,
  argv: readonly string[],
  { cwd = '.', stdin = '' }: Surroundings = {},
): Promise<Ran> {
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  const io: Io = { stdin: Readable.from([Buffer.from(stdin)]), stdout: into(stdout), stderr: into(stderr), cwd }
  const code = await command.run(argv, io)
  return { code, stdout: textOf(stdout), stderr: textOf(stderr) }
}

function into(chunks: Buffer[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8')
}
