import type { Problem } from '../../core/index.ts'
import {
  type PolicyPosition,
  type TestExemption,
  type TestFinding,
  type TestResult,
  titleOf,
} from '../report.ts'
import { printable } from './printable.ts'
import type { Paint, Reporter } from './reporter.ts'

/** What is refused, warned about, broken or exempt, for people: the field, its line, the expression. Silent about the rest. */
export const pretty: Reporter = {
  format: 'pretty',
  print: ({ results }, paint) =>
    results
      .filter(({ verdict, exemptions }) => verdict !== 'pass' || exemptions.length > 0)
      .map((result) => `${resultLines(printableResult(result), paint).join('\n')}\n`)
      .join('\n'),
}

/** What a manifest holds must not steer the terminal. */
function printableResult(result: TestResult): TestResult {
  return JSON.parse(JSON.stringify(result), (_, value: unknown) =>
    typeof value === 'string' ? printable(value) : value,
  ) as TestResult
}

function resultLines(result: TestResult, paint: Paint): readonly string[] {
  const findings = result.findings.filter(({ effect }) => effect !== 'audit')
  return [
    heading(result, paint),
    ...findings.flatMap((finding) => indented(findingLines(finding, result, paint), 4)),
    ...result.exemptions.flatMap((use) => indented(exemptionLines(use, paint), 4)),
    ...result.problems.flatMap((problem) => indented(problemLines(problem, result), 4)),
  ]
}

function heading(result: TestResult, paint: Paint): string {
  const { source, line, verdict } = result
  const title = [paint.strong(placeText(source, line)), titleOf(result)]
    .filter((part) => part !== '')
    .join('  ')
  if (verdict === 'pass') return `✓ ${title}`
  return verdict === 'warn' ? `${paint.odd('!')} ${title}` : `${paint.bad('✗')} ${title}`
}

function findingLines(
  finding: TestFinding,
  { source }: TestResult,
  paint: Paint,
): readonly string[] {
  const { effect, policy, path, line, column, message, excerpt, enforceFrom, exemptionNote } =
    finding
  const name = effect === 'warn' ? paint.odd(policy) : paint.bad(policy)
  const place = paint.faint(`(${placeText(source, line, column)})`)
  return [
    [name, path, place].filter((part) => part !== '').join('  '),
    ...indented(message.split('\n'), 2),
    ...indented(exemptionNote === null ? [] : [`(${exemptionNote})`], 2),
    ...indented(enforceFrom === null ? [] : [paint.odd(`enforced from ${enforceFrom}`)], 2),
    ...indented(excerpt === null ? [] : excerpt.split('\n'), 2),
    ...indented(expressionLines(finding, paint), 2),
  ]
}

const maxExpressionLines = 4
const maxExpressionWidth = 110

function expressionLines(
  { expression, policySource }: TestFinding,
  paint: Paint,
): readonly string[] {
  const place = policySource === null ? '' : positionText(policySource)
  if (expression === null) return place === '' ? [] : [paint.faint(`policy: ${place}`)]
  const [first = '', ...rest] = shortened(expression.trim().split('\n'))
  const lines = [
    `expression: ${first}`,
    ...indented(
      rest.map((text) => text.trim()),
      4,
    ),
  ]
  return [...lines.slice(0, -1), `${lines.at(-1)}  (${place})`].map(paint.faint)
}

function shortened(lines: readonly string[]): readonly string[] {
  const shown = lines
    .slice(0, maxExpressionLines)
    .map((line) =>
      line.length > maxExpressionWidth ? `${line.slice(0, maxExpressionWidth - 1)}…` : line,
    )
  return lines.length > maxExpressionLines ? [...shown, '…'] : shown
}

function exemptionLines(use: TestExemption, paint: Paint): readonly string[] {
  const { policy, validationName, control, message, exemption, expires, reason, requestedBy } = use
  const part = validationName ?? control
  const asked = requestedBy === null ? '' : `, requested by ${requestedBy}`
  return [
    `exempt  ${part === null ? policy : `${policy}/${part}`}`,
    ...indented(message.split('\n'), 2),
    ...indented([paint.faint(`by ${exemption} until ${expires}: ${reason}${asked}`)], 2),
  ]
}

function problemLines(
  { message, line, column, excerpt, remedy, path }: Problem,
  { source }: TestResult,
): readonly string[] {
  return [
    `${path === undefined ? '' : `${path}: `}${message}  (${placeText(source, line ?? null, column ?? null)})`,
    ...indented(excerpt === undefined ? [] : excerpt.split('\n'), 2),
    ...indented(remedy === undefined ? [] : [`→ ${remedy}`], 2),
  ]
}

function placeText(source: string, line: number | null, column: number | null = null): string {
  return [source, line, column].filter((part) => part !== null).join(':')
}

function positionText({ source, line }: PolicyPosition): string {
  return placeText(source, line)
}

function indented(lines: readonly string[], width: number): readonly string[] {
  return lines.map((line) => ' '.repeat(width) + line)
}
