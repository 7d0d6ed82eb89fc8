import { placeText } from '../place-text.ts'
import { isTold, type TestReport, type TestResult, titleOf, verdicts } from '../report.ts'
import { codeBlock, inlineCode } from './code-text.ts'
import { createdText, problemMessage, type Remark, remarksOf } from './remark.ts'
import type { Reporter } from './reporter.ts'

/**
 * For a comment on a pull request or GITHUB_STEP_SUMMARY: counts, then what is refused or warned about. What manifests and
 * policies hold stands in code only, where nothing is a link, a mention or HTML.
 */
export const markdown: Reporter = {
  format: 'markdown',
  print: (report) => `${partsOf(report).join('\n\n')}\n`,
}

function partsOf(report: TestReport): readonly string[] {
  return [
    '## Sallyport',
    countsTable(report),
    ...inputParts(report),
    ...resultParts(report),
    ...mutationParts(report),
  ]
}

function countsTable({ summary }: TestReport): string {
  const rows = verdicts.map((verdict) => `| ${verdict} | ${summary[verdict]} |`)
  return ['| verdict | manifests |', '| --- | ---: |', ...rows].join('\n')
}

function inputParts({ problems }: TestReport): readonly string[] {
  if (problems.length === 0) return []
  const lines = problems.map((problem) => {
    const { source, line, severity } = problem
    return `${placeText(source, line ?? null)}: ${severity}: ${problemMessage(problem)}`
  })
  return ['### Policies and context', codeBlock(lines.join('\n'), 'text')]
}

/** A comment on GitHub holds 65,536 characters. */
const mostResults = 50

function resultParts(report: TestReport): readonly string[] {
  const told = report.results
    .map((result) => ({ result, remarks: toldRemarks(result, report) }))
    .filter(({ remarks }) => remarks.length > 0)
  const more = told.length - mostResults
  return [
    ...told
      .slice(0, mostResults)
      .flatMap(({ result, remarks }) => [heading(result), ...remarks.flatMap(remarkParts)]),
    ...(more > 0 ? [`… and ${more} more`] : []),
  ]
}

function toldRemarks(result: TestResult, { failOn }: TestReport): readonly Remark[] {
  return remarksOf({ results: [result] }).filter(
    ({ finding }) => finding === null || isTold(finding, failOn),
  )
}

const marks = { pass: '✅', warn: '⚠️', deny: '❌', error: '❌' } as const

function heading(result: TestResult): string {
  const { source, line, verdict } = result
  const title = titleOf(result)
  const parts = [placeText(source, line), ...(title === '' ? [] : [title])].map(inlineCode)
  return `### ${marks[verdict]} ${parts.join(' ')}`
}

function remarkParts({
  rule,
  effect,
  message,
  place,
  excerpt,
  finding,
}: Remark): readonly string[] {
  const path = finding?.path ?? ''
  const where = [path, createdText(finding), placeText(place.source, place.line, place.column)]
  const texts = [message, ...(excerpt === null ? [] : [excerpt])]
  return [
    `**${effect}** ${[rule, ...where.filter((part) => part !== '')].map(inlineCode).join(' ')}`,
    codeBlock(texts.join('\n\n'), 'text'),
  ]
}

function mutationParts({ results }: TestReport): readonly string[] {
  const diffs = results.flatMap(({ mutations }) => (mutations ?? []).map(({ diff }) => diff))
  return diffs.length === 0 ? [] : ['### Mutations', codeBlock(diffs.join(''), 'diff')]
}
