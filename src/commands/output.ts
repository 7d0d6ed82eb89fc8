import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { WriteStream } from 'node:tty'
import { styleText } from 'node:util'
import { coloured, plain } from '../tester/reporters/paint.ts'
import type { Paint, Reporter } from '../tester/reporters/reporter.ts'
import type { Io } from './command.ts'
import { write } from './write.ts'

/** A report in one form, to a file or to standard output. */
export interface Output<Report> {
  readonly reporter: Reporter<Report>
  readonly file: string | undefined
}

/** The value of `--output` where these forms are known: `json`, `json=report.json`. */
export function outputOf<Report>(reporters: readonly Reporter<Report>[]) {
  const words = reporters.map(({ format }) => format)
  const formats = words.join(' or ')
  return {
    placeholder: 'FORMAT[=FILE]',
    words,
    expected: `${formats}, with or without =FILE`,
    parse: (given: string): Output<Report> | undefined => {
      const [, format, file] = /^([^=]*)(?:=(.+))?$/s.exec(given) ?? []
      const reporter = reporters.find((candidate) => candidate.format === format)
      return reporter === undefined || given.endsWith('=') ? undefined : { reporter, file }
    },
  }
}

/** What is wrong with several outputs together, if anything is. */
export function outputsProblem(
  outputs: readonly Pick<Output<unknown>, 'file'>[],
): string | undefined {
  const files = outputs.map(({ file }) => file)
  if (files.filter((file) => file === undefined).length > 1)
    return '--output: only one form can go to standard output; give the others a file (FORMAT=FILE)'
  const shared = files.find((file, index) => files.indexOf(file) < index)
  return shared === undefined
    ? undefined
    : `--output: two forms cannot go to the same file, ${shared}; give each its own`
}

/** Writes the report in every form that was asked for; answers what went wrong, a sentence each. */
export async function writeOutputs<Report>(
  report: Report,
  outputs: readonly Output<Report>[],
  { stdout, cwd }: Io,
): Promise<readonly string[]> {
  const failures: string[] = []
  for (const { reporter, file } of outputs) {
    if (file === undefined) {
      await write(stdout, reporter.print(report, paintFor(stdout), columnsOf(stdout)))
    } else {
      const text = reporter.print(report, plain)
      await writeFile(resolve(cwd, file), text).catch((error: Error) =>
        failures.push(`${file}: cannot be written: ${error.message}`),
      )
    }
  }
  return failures
}

/** Colours only for a terminal that has them and a user who wants them, or where FORCE_COLOR asks for them; Node looks at both. */
function paintFor(stdout: Writable): Paint {
  return styleText('red', '-', { stream: stdout }) === '-' ? plain : coloured
}

/** What is not shown on a terminal is as wide as it is. */
function columnsOf(stdout: Writable): number | undefined {
  return stdout instanceof WriteStream ? stdout.columns || usualColumns : undefined
}

const usualColumns = 80
