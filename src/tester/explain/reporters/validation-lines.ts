import type { ValidationRecord } from '../../../core/index.ts'
import { recordPlaceText } from '../../place-text.ts'
import type { Paint } from '../../reporters/reporter.ts'
import type { MeetingReport } from '../explain-report.ts'
import { expressionLines } from './expression-lines.ts'
import { indented } from './indented.ts'
import { type Detail, treeLines } from './tree-lines.ts'

/** A validation: what it says, of which field, and the values that made it say so; one that holds only where all is told. */
export function validationLines(
  validation: ValidationRecord,
  meeting: MeetingReport,
  detail: Detail,
  paint: Paint,
): readonly string[] {
  const { index, name, verdict, expression, exemptedBy } = validation
  const label = name ?? `validations[${index}]`
  const place = paint.faint(recordPlaceText(expression.place))
  switch (verdict) {
    case 'holds':
    case 'not-evaluated':
      if (detail !== 'all') return []
      return [
        `${verdict === 'holds' ? '✓' : '–'} ${label}  ${place}`,
        ...indented(expressionLines(expression, detail, paint)),
      ]
    case 'fails':
    case 'error':
      return [
        `${exemptedBy === null ? paint.bad('✗') : '–'} ${label}${effectText(validation)}  ${place}`,
        ...indented(failureLines(validation, meeting, detail, paint)),
      ]
  }
}

function effectText({ effects, exemptedBy }: ValidationRecord): string {
  if (exemptedBy !== null) return `  exempt by ${exemptedBy}`
  return effects.length === 0 ? '  ignored' : `  ${effects.join(', ')}`
}

function failureLines(
  { message, path, expression, verdict }: ValidationRecord,
  meeting: MeetingReport,
  detail: Detail,
  paint: Paint,
): readonly string[] {
  const { excerpt } = expression
  return [
    ...(message ?? '')
      .split('\n')
      .filter((line) => line !== '' && !isFallback(line, expression.text)),
    ...(path === '' ? [] : [`at ${path}`]),
    ...(excerpt === null ? [] : excerpt.split('\n').map(paint.faint)),
    ...(verdict === 'error' && expression.tree.length === 0
      ? expressionLines({ ...expression, error: null }, detail, paint)
      : expressionLines(expression, detail, paint)),
    ...(detail === 'all' ? [] : readVariables(expression.tree, meeting, paint)),
  ]
}

/** Kubernetes says the expression itself where the author gave no message: it follows anyway. */
function isFallback(message: string, text: string): boolean {
  return message === `failed expression: ${text.trim()}`
}

/** How the variables came by their values that the shown parts read. */
function readVariables(
  tree: ValidationRecord['expression']['tree'],
  { variables }: MeetingReport,
  paint: Paint,
): readonly string[] {
  const texts = tree.filter(({ isDecisive }) => isDecisive).map(({ text }) => text)
  const read = variables.filter(
    ({ name, expression }) => expression.cost !== null && texts.some((text) => reads(text, name)),
  )
  return read.flatMap(({ name, expression }) => [
    paint.faint(`variables.${name} is`),
    ...indented(treeLines(madeOf(expression), 'decisive', paint)),
  ])
}

/** How a list or a map was put together would take pages. */
function madeOf({ tree, value }: ValidationRecord['expression']) {
  return value !== null && /^[[{]/.test(value) ? tree.slice(0, 1) : tree
}

function reads(text: string, name: string): boolean {
  return new RegExp(`\\bvariables\\.\\??${name}\\b`).test(text)
}
