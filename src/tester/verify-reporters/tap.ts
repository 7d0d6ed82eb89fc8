import { type JsonValue, printYaml } from '../../core/index.ts'
import type { VerifyReport, VerifyResult } from '../cases/verify-report.ts'
import { escapeSteering } from '../reporters/json-text.ts'
import { printable } from '../reporters/printable.ts'
import type { Reporter } from '../reporters/reporter.ts'
import { commentLines, descriptionText } from '../reporters/tap.ts'

/** TAP 14, a test for each case. https://testanything.org/tap-version-14-specification.html */
export const tap: Reporter<VerifyReport> = {
  format: 'tap',
  print: ({ results, problems }) =>
    [
      'TAP version 14',
      `1..${results.length}`,
      ...problems.flatMap(commentLines),
      ...results.flatMap((result, index) => testLines(result, index + 1)),
      '',
    ].join('\n'),
}

function testLines(result: VerifyResult, number: number): readonly string[] {
  const { passed, document, differences } = result
  const title = descriptionText(`${document}: ${result.case}`)
  return [
    `${passed ? 'ok' : 'not ok'} ${number} - ${title}`,
    ...(differences.length === 0 ? [] : diagnosticLines(result)),
  ]
}

function diagnosticLines({ source, differences }: VerifyResult): readonly string[] {
  const said = differences.map(({ message, line, column, expected, actual }) => ({
    message,
    file: printable(source),
    line,
    column,
    expected,
    actual,
  }))
  const text = escapeSteering(printYaml({ said } as unknown as JsonValue))
  return ['---', ...text.trimEnd().split('\n'), '...'].map((line) => `  ${line}`)
}
