import { execFile } from 'node:child_process'
import { join } from 'node:path'
import type { TestReport } from '#src/tester/report.ts'

const cli = join(import.meta.dirname, '../../../dist/cli.js')

/** What `sallyport test --output json` of the built program says, as a process of its own. */
export function testerReport(args: readonly string[]): Promise<TestReport> {
  return new Promise((resolve, reject) => {
    const command = [cli, 'test', '--output', 'json', ...args]
    execFile(
      process.execPath,
      command,
      { env: {}, maxBuffer: 256 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const isVerdict = error === null || error.code === 2 || error.code === 1
        if (isVerdict && stdout !== '') resolve(JSON.parse(stdout) as TestReport)
        else reject(new Error(`sallyport test: ${error?.message ?? ''}\n${stderr}`))
      },
    )
  })
}
