import { placeText } from '../place-text.ts'
import { isViolated, isViolation, type TestReport, type TestResult, titleOf } from '../report.ts'
import { createdText, problemMessage, type Remark, remarksOf } from './remark.ts'
import type { Reporter } from './reporter.ts'
import { type XmlElement, xmlText } from './xml.ts'

/**
 * A test suite for each file, a test case for each manifest: valid for the schemas of Ant and of Jenkins, of which the first
 * is the stricter one. https://github.com/windyroad/JUnit-Schema
 */
export const junit: Reporter = {
  format: 'junit',
  print: (report) =>
    xmlText({ name: 'testsuites', content: suitesOf(report).map(suiteElement(report)) }),
}

/** The manifests of a file; what policies and context have wrong is a suite of its own, which has none. */
interface Suite {
  readonly name: string
  readonly cases: readonly TestCase[]
  /** What is told beside the verdicts. */
  readonly talk: readonly string[]
}

interface TestCase {
  readonly name: string
  readonly kind: 'passed' | 'failure' | 'error'
  readonly type: string
  readonly message: string
  readonly text: string
}

function suitesOf(report: TestReport): readonly Suite[] {
  const sources = [...new Set(report.results.map(({ source }) => source))]
  const bySource = new Map(sources.map((source): [string, TestResult[]] => [source, []]))
  for (const result of report.results) bySource.get(result.source)?.push(result)
  const files = [...bySource].map(([name, results]) => fileSuite(name, results, report))
  return [...inputSuite(report), ...files]
}

function inputSuite({ problems }: TestReport): readonly Suite[] {
  if (problems.length === 0) return []
  const cases = problems.map((problem): TestCase => {
    const { code, severity, source, line } = problem
    const message = problemMessage(problem)
    return {
      name: `${placeText(source, line ?? null)} ${code}`,
      kind: severity === 'error' ? 'error' : 'passed',
      type: `input/${code}`,
      message,
      text: message,
    }
  })
  const talk = problems.map(
    (problem) => `${placeText(problem.source, problem.line ?? null)}: ${problemMessage(problem)}`,
  )
  return [{ name: 'policies and context', cases, talk }]
}

function fileSuite(name: string, results: readonly TestResult[], report: TestReport): Suite {
  const said = results.map((result) => ({ result, remarks: remarksOf({ results: [result] }) }))
  const talk = said.flatMap(({ remarks }) =>
    remarks
      .filter((remark) => !isBad(remark, report))
      .map((remark) => `${remark.subject}: ${remark.effect}: ${remarkText(remark)}`),
  )
  return { name, cases: said.map(({ result, remarks }) => caseOf(result, remarks, report)), talk }
}

function isBad({ effect, finding, result }: Remark, { failOn }: TestReport): boolean {
  if (finding !== null) return isViolation(finding, failOn)
  return effect === 'error' || (result.verdict === 'warn' && failOn !== 'deny')
}

function caseOf(result: TestResult, remarks: readonly Remark[], report: TestReport): TestCase {
  const bad = remarks.filter((remark) => isBad(remark, report))
  const [first] = bad
  const kind = isViolated(result, report.failOn) ? 'failure' : 'error'
  return {
    name: titleOf(result) || `document ${(result.document ?? 0) + 1}`,
    kind: first === undefined ? 'passed' : kind,
    type: first?.rule ?? '',
    message: first?.message.split('\n')[0] ?? '',
    text: bad.map(remarkText).join('\n\n'),
  }
}

function remarkText({ rule, message, place, excerpt, finding }: Remark): string {
  const head = [
    rule,
    finding?.path ?? '',
    createdText(finding),
    `(${placeText(place.source, place.line, place.column)})`,
  ]
  const policy = finding?.policySource ?? null
  return [
    head.filter((part) => part !== '').join('  '),
    message,
    ...(excerpt === null ? [] : [excerpt]),
    ...(policy === null ? [] : [`policy: ${placeText(policy.source, policy.line)}`]),
  ].join('\n')
}

function suiteElement({ time, failOn }: TestReport) {
  return ({ name, cases, talk }: Suite, id: number): XmlElement => ({
    name: 'testsuite',
    attributes: {
      id,
      name,
      package: 'sallyport',
      timestamp: time.slice(0, 19),
      hostname: 'localhost',
      tests: cases.length,
      failures: cases.filter(({ kind }) => kind === 'failure').length,
      errors: cases.filter(({ kind }) => kind === 'error').length,
      time: 0,
    },
    content: [
      {
        name: 'properties',
        content: [{ name: 'property', attributes: { name: 'fail-on', value: failOn } }],
      },
      ...cases.map((one) => caseElement(one, name)),
      { name: 'system-out', content: talk.join('\n\n') },
      { name: 'system-err' },
    ],
  })
}

function caseElement({ name, kind, type, message, text }: TestCase, suite: string): XmlElement {
  const attributes = { name, classname: suite, time: 0 }
  const content =
    kind === 'passed' ? [] : [{ name: kind, attributes: { type, message }, content: text }]
  return { name: 'testcase', attributes, content }
}
