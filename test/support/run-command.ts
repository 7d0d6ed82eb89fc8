import type { Command } from '#src/commands/command.ts'
import { captureIo } from '#test/support/capture.ts'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command in this process and holds what it wrote. */
export async function run(
  command: Command,
  argv: readonly string[],
  surroundings: { readonly cwd?: string; readonly stdin?: string } = {},
): Promise<Ran> {
  const { io, stdout, stderr } = captureIo(surroundings)
  const code = await command.run(argv, io)
  return { code, stdout: stdout(), stderr: stderr() }
}
