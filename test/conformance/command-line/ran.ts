import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runSallyport } from '#src/commands/run.ts'
import { captureIo } from '#test/support/capture.ts'

/** What a run of the command line said. */
export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** The whole command line but for the process around it. */
export async function ranHere(argv: readonly string[], cwd: string): Promise<Ran> {
  const { io, stdout, stderr } = captureIo({ cwd })
  const code = await runSallyport(argv, io)
  return { code, stdout: stdout(), stderr: stderr() }
}

const built = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url))
const source = fileURLToPath(new URL('../../../src/cli.ts', import.meta.url))
const tsx = import.meta.resolve('tsx')

/** As a process of its own: the built program where there is one, otherwise its sources. */
export function ranAsProcess(argv: readonly string[], cwd: string): Promise<Ran> {
  const program = existsSync(built) ? [built] : ['--import', tsx, source]
  return new Promise((resolve, reject) => {
    const options = { cwd, env: {}, maxBuffer: 64 * 1024 * 1024 }
    execFile(process.execPath, [...program, ...argv], options, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr })
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr })
      else reject(error)
    })
  })
}
