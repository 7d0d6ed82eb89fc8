import type { MutantsReport, SurvivingMutant } from '../mutants/mutants-report.ts'
import { printable } from '../reporters/printable.ts'
import type { Paint } from '../reporters/reporter.ts'
import { shortened } from './shortened.ts'

/** Every mutant that survived without a reason. */
export function mutantsLines(
  { survivors }: MutantsReport,
  paint: Paint,
): readonly (readonly string[])[] {
  const lines = survivors
    .filter(({ accepted }) => accepted === null)
    .map((one) => survivorLine(one, paint))
  return lines.length === 0 ? [] : [lines]
}

/** `mutants: 540 tried, 538 killed, 1 accepted, 1 survived` */
export function mutantsSummary(report: MutantsReport): string {
  const { total, killed, accepted, survived, untried } = report
  const parts = [
    `${total} tried`,
    `${killed} killed`,
    ...(accepted > 0 ? [`${accepted} accepted`] : []),
    `${survived} survived`,
    ...(untried > 0 ? [`for ${untried} there was no time (see --mutants-time)`] : []),
  ]
  return `mutants: ${parts.join(', ')}`
}

function survivorLine(one: SurvivingMutant, paint: Paint): string {
  const { id, source, line, column, operator, text } = one
  const place = [source, line, column].filter((part) => part !== null).join(':')
  const what = printable(shortened(text, 160))
  return `${paint.odd('☻')} ${paint.strong(printable(place))}  ${what}  ${paint.faint(`(${operator}, ${id})`)}`
}
