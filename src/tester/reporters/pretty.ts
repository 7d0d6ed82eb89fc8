import type { Problem } from '../../core/index.ts'
import { type PolicyPosition, type TestFinding, type TestResult, titleOf } from '../report.ts'
import type { Paint, Reporter } from './reporter.ts'

/** What is refused, warned about or broken, for people: the field, its line, the expression. Silent about the rest. */
export const pretty: Reporter = {
  format: 'pretty',
  print: ({ results }, paint) =>
    results
      .filter(({ verdict }) => verdict !== 'pass')
      .map((result) => `${resultLines(printable(result), paint).join('\n')}\n`)
      .join('\n'),
}

const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

/** What a manifest holds must not steer the terminal. */
function printable(result: TestResult): TestResult {
  return JSON.parse(JSON.stringify(result), (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(steering, '\ufffd') : value,
  ) as TestResult
}

function resultLines(result: TestResult, paint: Paint): readonly string[] {
  const findings = result.findings.filter(({ effect }) => effect !== 'audit')
  return [
    heading(result, paint),
    ...findings.flatMap((finding) => indented(findingLines(finding, result, paint), 4)),
    ...result.problems.flatMap((problem) => indented(problemLines(problem, result), 4)),
  ]
}

function heading(result: TestResult, paint: Paint): string {
  const { source, line, verdict } = result
  const title = [paint.strong(placeText(source, line)), titleOf(result)]
    .filter((part) => part !== '')
    .join('  ')
  return verdict === 'warn' ? `${paint.odd('!')} ${title}` : `${paint.bad('✗')} ${title}`
}

function findingLines(
  finding: TestFinding,
  { source }: TestResult,
  paint: Paint,
): readonly string[] {
  const { effect, policy, path, line, column, message, excerpt } = finding
  const name = effect === 'warn' ? paint.odd(policy) : paint.bad(policy)
  const place = paint.faint(`(${placeText(source, line, column)})`)
  return [
    [name, path, place].filter((part) => part !== '').join('  '),
    ...indented(message.split('\n'), 2),
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
