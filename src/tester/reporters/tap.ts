import { type Problem, printYaml } from '../../core/index.ts'
import { isTold, isViolated, type TestReport, type TestResult, titleOf } from '../report.ts'
import { escapeSteering } from './json-text.ts'
import { printable } from './printable.ts'
import { problemMessage, type Remark, remarksOf } from './remark.ts'
import type { Reporter } from './reporter.ts'

/** TAP 14, a test for each manifest, what is said of it as YAML. https://testanything.org/tap-version-14-specification.html */
export const tap: Reporter = {
  format: 'tap',
  print: (report) =>
    [
      'TAP version 14',
      `1..${report.results.length}`,
      ...report.problems.flatMap(commentLines),
      ...report.results.flatMap((result, index) => testLines(result, index + 1, report)),
      '',
    ].join('\n'),
}

/** Comments, for what concerns no test: TAP has no other room for it. */
export function commentLines(problem: Problem): readonly string[] {
  const { source, line, severity } = problem
  const place = line === undefined ? source : `${source}:${line}`
  return `${printable(place)}: ${severity}: ${problemMessage(problem)}`
    .split('\n')
    .map((text) => `# ${text}`)
}

function testLines(result: TestResult, number: number, { failOn }: TestReport): readonly string[] {
  const isOk = result.verdict !== 'error' && !isViolated(result, failOn)
  const place = result.line === null ? result.source : `${result.source}:${result.line}`
  const title = descriptionText(`${place} ${titleOf(result)}`.trim())
  const remarks = remarksOf({ results: [result] }).filter(
    ({ finding }) => finding === null || isTold(finding, failOn),
  )
  return [
    `${isOk ? 'ok' : 'not ok'} ${number} - ${title}`,
    ...(remarks.length === 0 ? [] : diagnosticLines(remarks)),
  ]
}

/** A `#` would begin a directive. */
export function descriptionText(text: string): string {
  return printable(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\#]/g, (character) => `\\${character}`)
}

function diagnosticLines(remarks: readonly Remark[]): readonly string[] {
  const text = escapeSteering(printYaml({ said: remarks.map(diagnosticOf) }))
  return ['---', ...text.trimEnd().split('\n'), '...'].map((line) => `  ${line}`)
}

function diagnosticOf({ rule, effect, message, place, subject, finding }: Remark) {
  return {
    rule,
    effect,
    message,
    ...(finding?.createdKind ? { of: subject } : {}),
    path: finding?.path ?? '',
    file: printable(place.source),
    line: place.line,
    column: place.column,
  }
}
