import type { CaseDifference, VerifyReport, VerifyResult } from '../cases/verify-report.ts'
import { placeText } from '../place-text.ts'
import { printable } from '../reporters/printable.ts'
import type { Paint, Reporter } from '../reporters/reporter.ts'
import { changeLines } from './change-lines.ts'
import { coverageLines } from './coverage-lines.ts'
import { mutantsLines } from './mutants-lines.ts'

/**
 * Every case that failed: what was expected (`-`), where that stands, and what came (`+`); then, where somebody asked, what no
 * case brought about and which changes of the policies none noticed. Silent about the rest.
 */
export const pretty: Reporter<VerifyReport> = {
  format: 'pretty',
  print: ({ results, coverage, mutants }, paint) =>
    [
      ...results.filter(({ passed }) => !passed).map((result) => resultLines(result, paint)),
      ...(coverage === null ? [] : coverageLines(coverage, paint)),
      ...(mutants === null ? [] : mutantsLines(mutants, paint)),
    ]
      .map((lines) => `${lines.join('\n')}\n`)
      .join('\n'),
}

function resultLines(result: VerifyResult, paint: Paint): readonly string[] {
  const place = printable(placeText(result.source, result.line, result.column))
  const title = printable(`${result.document}: ${result.case}`)
  return [
    `${paint.bad('✗')} ${paint.strong(place)}  ${title}`,
    ...result.differences.flatMap((difference) =>
      differenceLines(difference, paint).map((line) => `    ${line}`),
    ),
  ]
}

function differenceLines(difference: CaseDifference, paint: Paint): readonly string[] {
  const { message, line, column } = difference
  const place = line === null ? '' : paint.faint(`  (${[line, column].join(':')})`)
  const [first = '', ...rest] = printable(message).split('\n')
  return [
    `${first}${place}`,
    ...rest.map((text) => `  ${text}`),
    ...changeLines(difference)
      .map(printable)
      .map((text) => `  ${text.startsWith('+') ? paint.bad(text) : text}`),
  ]
}
