import { expect, test } from 'vitest'
import { readYaml } from '#src/core/index.ts'
import type { VerifyReport, VerifyResult } from '#src/tester/cases/verify-report.ts'
import { coloured, plain } from '#src/tester/reporters/paint.ts'
import { junit } from '#src/tester/verify-reporters/junit.ts'
import { pretty } from '#src/tester/verify-reporters/pretty.ts'
import { tap } from '#src/tester/verify-reporters/tap.ts'
import { yaml } from '#src/tester/verify-reporters/yaml.ts'
import { junitFaults } from '#test/support/junit-faults.ts'

const passed: VerifyResult = {
  source: 'p/cases.yaml',
  line: 6,
  column: 11,
  document: 'no-latest',
  case: 'a version is allowed',
  policies: ['no-latest'],
  passed: true,
  expected: { allowed: true },
  actual: {
    allowed: true,
    refusals: [],
    warnings: [],
    auditAnnotations: {},
    patch: [],
    object: {},
    matched: ['no-latest'],
    exemptions: [],
    ignored: [],
    obstacles: [],
  },
  differences: [],
}

const failed: VerifyResult = {
  ...passed,
  line: 9,
  case: 'two things # are <wrong>',
  passed: false,
  differences: [
    {
      code: 'verdict',
      message: 'expected to be allowed, was refused: no-latest: one\ntwo',
      path: 'cases[1].expect.allowed',
      line: 11,
      column: 16,
      expected: true,
      actual: false,
    },
    {
      code: 'value',
      message: 'the object is another',
      path: 'cases[1].expect.object',
      line: 12,
      column: 9,
      expected: { a: [1, 2], b: 'x' },
      actual: { a: [1, 3], c: null },
    },
  ],
}

const hostile: VerifyResult = {
  ...failed,
  source: 'h\u001b.yaml',
  case: 'steers\u001b[2J',
  differences: failed.differences.map((each) => ({
    ...each,
    message: '\u001b]0;x\u0007]]> & <b>',
    actual: { '\u001b': '\u009b' },
  })),
}

function reportOn(...results: readonly VerifyResult[]): VerifyReport {
  const count = (isPassed: boolean) => results.filter((one) => one.passed === isPassed).length
  return {
    summary: {
      documents: 1,
      cases: results.length,
      passed: count(true),
      failed: count(false),
      policies: 1,
      policiesWithoutCases: 0,
    },
    version: '1.0.0',
    time: '2030-01-31T09:00:00.000Z',
    problems: [
      {
        code: 'policy-without-cases',
        severity: 'warning',
        message: 'no case shows it',
        source: 'p/cases.yaml',
        line: 4,
      },
    ],
    results,
    coverage: null,
    mutants: null,
  }
}

test('pretty shows what was expected and what came, and is silent about the rest', () => {
  expect(
    pretty.print(reportOn(passed, failed), plain),
  ).toBe(`✗ p/cases.yaml:9:11  no-latest: two things # are <wrong>
    expected to be allowed, was refused: no-latest: one  (11:16)
      two
    the object is another  (12:9)
      a[1]:
      - 2
      + 3
      b:
      - "x"
      + (nothing)
      c:
      - (nothing)
      + null
`)
  expect(pretty.print(reportOn(passed), plain)).toBe('')
})

test('pretty has colours where they are wanted', () => {
  expect(pretty.print(reportOn(failed), coloured)).toContain('\u001b[31m')
})

test('tap is a test for each case', () => {
  expect(tap.print(reportOn(passed, failed), plain)).toBe(`TAP version 14
1..2
# p/cases.yaml:4: warning: no case shows it
ok 1 - no-latest: a version is allowed
not ok 2 - no-latest: two things \\# are <wrong>
  ---
  said:
    - message: |-
        expected to be allowed, was refused: no-latest: one
        two
      file: p/cases.yaml
      line: 11
      column: 16
      expected: true
      actual: false
    - message: the object is another
      file: p/cases.yaml
      line: 12
      column: 9
      expected:
        a:
          - 1
          - 2
        b: x
      actual:
        a:
          - 1
          - 3
        c: null
  ...
`)
})

test.for([
  { name: 'nothing', results: [] },
  { name: 'what passed and what failed', results: [passed, failed] },
  { name: 'texts that steer', results: [hostile] },
])('junit is valid for the schema of Ant: $name', async ({ results }) => {
  expect(await junitFaults(junit.print(reportOn(...results), plain))).toEqual([])
})

test('junit names file, case and difference', () => {
  const xml = junit.print(reportOn(passed, failed), plain)
  expect(xml).toContain('name="p/cases.yaml" package="sallyport" timestamp="2030-01-31T09:00:00"')
  expect(xml).toContain('tests="2" failures="1" errors="0"')
  expect(xml).toContain('<testcase name="a version is allowed" classname="no-latest" time="0"/>')
  expect(xml).toContain('the object is another  (p/cases.yaml:12:9)')
  expect(xml).toContain('a[1]:\n- 2\n+ 3')
})

test('yaml is the report', () => {
  const report = reportOn(passed, failed)
  const [document] = readYaml({ name: 'report', text: yaml.print(report, plain) }).documents
  expect(document?.value).toEqual(report)
})

test.for([pretty, tap, junit, yaml])('$format steers no terminal', ({ print }) => {
  expect(print(reportOn(hostile), plain)).not.toMatch(/[\u001b\u009b\u0007]/)
})
