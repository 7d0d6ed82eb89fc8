import { Readable, Writable } from 'node:stream'
import type { Io } from '#src/commands/command.ts'

/** A stream that keeps what is written to it. */
export function capture(): { readonly stream: Writable; readonly text: () => string } {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  return { stream, text: () => Buffer.concat(chunks).toString() }
}

/** What a command reads and writes, kept for the test. */
export function captureIo({ stdin = '', cwd = process.cwd() } = {}): {
  readonly io: Io
  readonly stdout: () => string
  readonly stderr: () => string
} {
  const stdout = capture()
  const stderr = capture()
  return {
    io: {
      stdin: Readable.from([Buffer.from(stdin)]),
      stdout: stdout.stream,
      stderr: stderr.stream,
      cwd,
    },
    stdout: stdout.text,
    stderr: stderr.text,
  }
}
