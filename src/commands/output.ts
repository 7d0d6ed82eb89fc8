import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { WriteStream } from 'node:tty'
import type { TestReport } from '../tester/report.ts'
import { coloured, plain } from '../tester/reporters/paint.ts'
import type { Paint, Reporter } from '../tester/reporters/reporter.ts'
import { reporters } from '../tester/reporters/reporters.ts'
import type { Io } from './command.ts'
import { write } from './write.ts'

/** A report in one form, to a file or to standard output. */
export interface Output {
  readonly reporter: Reporter
  readonly file: string | undefined
}

const formats = reporters.map(({ format }) => format).join(' or ')

/** The value of `--output`: `json`, `json=report.json`. */
export const output = {
  placeholder: 'FORMAT[=FILE]',
  expected: `${formats}, with or without =FILE`,
  parse: (given: string): Output | undefined => {
    const [, format, file] = /^([^=]*)(?:=(.+))?$/s.exec(given) ?? []
    const reporter = reporters.find((candidate) => candidate.format === format)
    return reporter === undefined || given.endsWith('=') ? undefined : { reporter, file }
  },
}

/** Writes the report in every form that was asked for; answers what went wrong, a sentence each. */
export async function writeOutputs(
  report: TestReport,
  outputs: readonly Output[],
  { stdout, cwd }: Io,
): Promise<readonly string[]> {
  const failures: string[] = []
  for (const { reporter, file } of outputs) {
    if (file === undefined) await write(stdout, reporter.print(report, paintFor(stdout)))
    else {
      const text = reporter.print(report, plain)
      await writeFile(resolve(cwd, file), text).catch((error: Error) =>
        failures.push(`${file}: cannot be written: ${error.message}`),
      )
    }
  }
  return failures
}

/** Colours only for a terminal that has them and a user who wants them; Node looks at NO_COLOR for that. */
function paintFor(stdout: Writable): Paint {
  return stdout instanceof WriteStream && stdout.hasColors() ? coloured : plain
}
