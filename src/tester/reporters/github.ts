import { isTold, type TestReport } from '../report.ts'
import { printable } from './printable.ts'
import { problemMessage, type Remark, remarksOf } from './remark.ts'
import type { Reporter } from './reporter.ts'

/**
 * Workflow commands, which GitHub Actions shows at the lines of a pull request.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export const github: Reporter = {
  format: 'github',
  print: (report) =>
    [...inputCommands(report), ...remarkCommands(report)].map(commandText).join(''),
}

/** A command; properties that are null are left out. */
interface Command {
  readonly name: 'error' | 'warning' | 'notice'
  readonly properties: Readonly<Record<string, string | number | null>>
  readonly message: string
}

function inputCommands({ problems }: TestReport): readonly Command[] {
  return problems.map((problem) => {
    const { severity, source, line = null, column: col = null, code } = problem
    const properties = { file: source, line, col, title: `input/${code}` }
    return { name: severity, properties, message: problemMessage(problem) }
  })
}

function remarkCommands(report: TestReport): readonly Command[] {
  return remarksOf(report)
    .filter(({ finding }) => finding === null || isTold(finding, report.failOn))
    .map(({ rule, effect, message, place, subject }) => ({
      name: nameOf[effect],
      properties: {
        ...propertiesOf(place),
        title: [rule, subject].filter((part) => part !== '').join(': '),
      },
      message,
    }))
}

const nameOf = { error: 'error', deny: 'error', warn: 'warning', audit: 'notice' } as const

/** Columns count only where a remark begins and ends in one line. */
function propertiesOf({ source, line, column, endLine, endColumn }: Remark['place']) {
  const isOneLine = endLine === null || endLine === line
  return {
    file: source,
    line,
    endLine,
    col: isOneLine ? column : null,
    endColumn: isOneLine ? endColumn : null,
  }
}

function commandText({ name, properties, message }: Command): string {
  const given = Object.entries(properties)
    .filter(([, value]) => value !== null)
    .map(([property, value]) => `${property}=${escapeProperty(printable(String(value)))}`)
  return `::${name} ${given.join(',')}::${escapeData(printable(message))}\n`
}

/** https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
