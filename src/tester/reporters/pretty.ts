import type { Problem } from '../../core/index.ts'
import { placeText } from '../place-text.ts'
import {
  isTold,
  isViolation,
  type PolicyPosition,
  type TestExemption,
  type TestFinding,
  type TestMutation,
  type TestReport,
  type TestResult,
  titleOf,
} from '../report.ts'
import { clipExcerpt } from './excerpt.ts'
import { partLines } from './part-lines.ts'
import { printable } from './printable.ts'
import { createdText } from './remark.ts'
import type { Paint, Reporter } from './reporter.ts'
import { packed, widthOf, wrapped } from './wrap.ts'

/** What is refused, warned about, broken or exempt, for people: the field, its line, the expression. Silent about the rest. */
export const pretty: Reporter = {
  format: 'pretty',
  print: ({ results, failOn }, paint, columns = Number.POSITIVE_INFINITY) => {
    const screen = { paint, columns, failOn }
    return [
      ...results
        .filter((result) => isWorthALine(result, failOn))
        .map((result) => resultLines(printableResult(result), screen)),
      ...results.flatMap(({ mutations }) => mutations ?? []).map(mutationLines(paint)),
    ]
      .map((lines) => `${lines.join('\n')}\n`)
      .join('\n')
  },
}

/** What is printed to, and what counts there. */
interface Screen {
  readonly paint: Paint
  readonly columns: number
  readonly failOn: TestReport['failOn']
}

function isWorthALine(
  { verdict, findings, exemptions }: TestResult,
  failOn: Screen['failOn'],
): boolean {
  const isAudited = failOn === 'audit' && findings.length > 0
  return verdict !== 'pass' || exemptions.length > 0 || isAudited
}

/** What a manifest holds must not steer the terminal. */
function printableResult(result: TestResult): TestResult {
  return JSON.parse(JSON.stringify(result), (_, value: unknown) =>
    typeof value === 'string' ? printable(value) : value,
  ) as TestResult
}

function resultLines(result: TestResult, screen: Screen): readonly string[] {
  const findings = result.findings.filter((finding) => isTold(finding, screen.failOn))
  const inner = narrower(screen, 4)
  return [
    ...headingLines(result, screen),
    ...indented(
      [
        ...findings.flatMap((finding) => findingLines(finding, result, inner)),
        ...result.exemptions.flatMap((use) => exemptionLines(use, inner)),
        ...result.problems.flatMap((problem) => problemLines(problem, result, inner)),
      ],
      4,
    ),
  ]
}

function narrower({ columns, ...screen }: Screen, width: number): Screen {
  return { ...screen, columns: columns - width }
}

function headingLines(result: TestResult, { paint, columns, failOn }: Screen): readonly string[] {
  const { source, line, findings } = result
  const place = placeText(source, line)
  const parts = [place, titleOf(result)].filter((part) => part !== '')
  const [first = [], ...rest] = packed(parts, columns - 2, '  ')
  const isAudited = findings.some((finding) => isViolation(finding, failOn))
  const mark = markOf(isAudited && result.verdict === 'pass' ? 'warn' : result.verdict, paint)
  const title = first.map((part) => (part === place ? paint.strong(part) : part))
  return [`${mark} ${title.join('  ')}`, ...indented(rest.flat(), 2)]
}

function markOf(verdict: TestResult['verdict'], paint: Paint): string {
  if (verdict === 'pass') return '✓'
  return verdict === 'warn' ? paint.odd('!') : paint.bad('✗')
}

function findingLines(
  finding: TestFinding,
  { source }: TestResult,
  screen: Screen,
): readonly string[] {
  const { effect, policy, path, line, column, message, excerpt, enforceFrom, exemptionNote } =
    finding
  const { paint, columns } = screen
  const inner = narrower(screen, 2)
  const place = `(${placeText(source, line, column)})`
  const parts = [policy, path, createdText(finding), place].filter((part) => part !== '')
  const painted = new Map([
    [policy, effect === 'deny' ? paint.bad(policy) : paint.odd(policy)],
    [place, paint.faint(place)],
  ])
  const [first = [], ...rest] = packed(parts, columns, '  ').map((line) =>
    line.map((part) => painted.get(part) ?? part).join('  '),
  )
  return [
    String(first),
    ...indented(
      [
        ...rest.map(String),
        ...wrappedAll(message, inner),
        ...(exemptionNote === null ? [] : wrappedAll(`(${exemptionNote})`, inner)),
        ...(enforceFrom === null ? [] : [paint.odd(`enforced from ${enforceFrom}`)]),
        ...excerptLines(excerpt, inner),
        ...expressionLines(finding, inner),
        ...indented(partLines(finding.parts, inner.columns - 4).map(paint.faint), 4),
      ],
      2,
    ),
  ]
}

function wrappedAll(text: string, { columns }: Screen): readonly string[] {
  return text.split('\n').flatMap((line) => wrapped(line, columns))
}

function excerptLines(excerpt: string | null | undefined, { columns }: Screen): readonly string[] {
  return excerpt === null || excerpt === undefined ? [] : clipExcerpt(excerpt, columns).split('\n')
}

const maxExpressionLines = 4
const maxExpressionWidth = 110

function expressionLines(
  { expression, policySource }: TestFinding,
  { paint, columns }: Screen,
): readonly string[] {
  const place = policySource === null ? '' : positionText(policySource)
  if (expression === null) return place === '' ? [] : [paint.faint(`policy: ${place}`)]
  const label = 'expression: '
  const width = Math.min(maxExpressionWidth, columns - label.length)
  const [first = '', ...rest] = shortened(expression.trim().split('\n'), width)
  const lines = [
    `${label}${first}`,
    ...indented(
      rest.map((text) => text.trim()),
      4,
    ),
  ]
  const ended = `${lines.at(-1)}  (${place})`
  const end = widthOf(ended) <= columns ? [ended] : [String(lines.at(-1)), `    (${place})`]
  return [...lines.slice(0, -1), ...end].map(paint.faint)
}

function shortened(lines: readonly string[], width: number): readonly string[] {
  const shown = lines
    .slice(0, maxExpressionLines)
    .map((line) => (line.length > width ? `${line.slice(0, Math.max(0, width - 1))}…` : line))
  return lines.length > maxExpressionLines ? [...shown, '…'] : shown
}

function exemptionLines(use: TestExemption, screen: Screen): readonly string[] {
  const { policy, validationName, control, message, exemption, expires, reason, requestedBy } = use
  const part = validationName ?? control
  const asked = requestedBy === null ? '' : `, requested by ${requestedBy}`
  const inner = narrower(screen, 2)
  const by = wrappedAll(`by ${exemption} until ${expires}: ${reason}${asked}`, inner)
  return [
    [`exempt  ${part === null ? policy : `${policy}/${part}`}`, createdText(use)]
      .join('  ')
      .trimEnd(),
    ...indented([...wrappedAll(message, inner), ...by.map(screen.paint.faint)], 2),
  ]
}

function problemLines(
  { message, line, column, excerpt, remedy, path }: Problem,
  { source }: TestResult,
  screen: Screen,
): readonly string[] {
  const place = placeText(source, line ?? null, column ?? null)
  const inner = narrower(screen, 2)
  const where = path === undefined ? '' : `${path}: `
  const [first = '', ...rest] = wrappedAll(`${where}${message}  (${place})`, inner)
  return [
    first,
    ...indented(
      [
        ...rest,
        ...excerptLines(excerpt, inner),
        ...(remedy === undefined ? [] : wrappedAll(`→ ${remedy}`, inner)),
      ],
      2,
    ),
  ]
}

/** Lines of a diff stay as long as they are: somebody may want to apply it. */
function mutationLines(paint: Paint): (mutation: TestMutation) => readonly string[] {
  return ({ diff }) =>
    diff
      .trimEnd()
      .split('\n')
      .map((line) => {
        const text = printable(line)
        if (text.startsWith('+')) return paint.good(text)
        if (text.startsWith('-')) return paint.bad(text)
        return text.startsWith('@@') ? paint.faint(text) : text
      })
}

function positionText({ source, line }: PolicyPosition): string {
  return placeText(source, line)
}

function indented(lines: readonly string[], width: number): readonly string[] {
  return lines.map((line) => ' '.repeat(width) + line)
}
