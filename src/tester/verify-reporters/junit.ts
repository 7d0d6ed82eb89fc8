import type { CaseDifference, VerifyReport, VerifyResult } from '../cases/verify-report.ts'
import { problemMessage } from '../reporters/remark.ts'
import type { Reporter } from '../reporters/reporter.ts'
import { type XmlElement, xmlText } from '../reporters/xml.ts'
import { changeLines } from './change-lines.ts'

/** A test suite for each file, a test case for each case. https://github.com/windyroad/JUnit-Schema */
export const junit: Reporter<VerifyReport> = {
  format: 'junit',
  print: (report) => xmlText({ name: 'testsuites', content: suites(report) }),
}

function suites(report: VerifyReport): readonly XmlElement[] {
  const sources = [...new Set(report.results.map(({ source }) => source))]
  return sources.map((source, id) => {
    const results = report.results.filter((result) => result.source === source)
    return suite(source, results, { id, report })
  })
}

function suite(
  source: string,
  results: readonly VerifyResult[],
  { id, report }: { readonly id: number; readonly report: VerifyReport },
): XmlElement {
  const talk = report.problems
    .filter((problem) => problem.source === source)
    .map((problem) => `${problem.severity}: ${problemMessage(problem)}`)
  return {
    name: 'testsuite',
    attributes: {
      id,
      name: source,
      package: 'sallyport',
      timestamp: report.time.slice(0, 19),
      hostname: 'localhost',
      tests: results.length,
      failures: results.filter(({ passed }) => !passed).length,
      errors: 0,
      time: 0,
    },
    content: [
      { name: 'properties' },
      ...results.map(testCase),
      { name: 'system-out', content: talk.join('\n') },
      { name: 'system-err' },
    ],
  }
}

function testCase({ case: name, document, source, differences }: VerifyResult): XmlElement {
  const [first] = differences
  return {
    name: 'testcase',
    attributes: { name, classname: document, time: 0 },
    content:
      first === undefined
        ? []
        : [
            {
              name: 'failure',
              attributes: { type: first.code, message: first.message },
              content: differences.map((each) => differenceText(each, source)).join('\n\n'),
            },
          ],
  }
}

function differenceText(difference: CaseDifference, source: string): string {
  const { message, line, column } = difference
  const place = [source, line, column].filter((part) => part !== null).join(':')
  return [`${message}  (${place})`, ...changeLines(difference)].join('\n')
}
