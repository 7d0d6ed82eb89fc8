import { XMLParser } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import type { TestReport } from '#src/tester/report.ts'
import { junit } from '#src/tester/reporters/junit.ts'
import { plain } from '#src/tester/reporters/paint.ts'
import { junitFaults } from '#test/support/junit-faults.ts'
import {
  audited,
  broken,
  everyResult,
  finding,
  hostile,
  oddPolicy,
  passed,
  refused,
  reportOn,
  warned,
} from '#test/support/test-report.ts'

const print = (report: TestReport) => junit.print(report, plain)

describe('is valid for the schema of Ant', () => {
  test.for([
    { name: 'nothing', report: reportOn([]) },
    { name: 'every kind of result', report: reportOn(everyResult, { problems: [oddPolicy] }) },
    { name: 'everything is a violation', report: reportOn(everyResult, { failOn: 'audit' }) },
    {
      name: 'what tries to break out',
      report: reportOn([
        {
          ...refused,
          name: hostile,
          source: hostile,
          findings: [{ ...finding, message: hostile }],
        },
      ]),
    },
  ])('$name', async ({ report }) => {
    expect(await junitFaults(print(report))).toEqual([])
  })

  test('which refuses what is none', async () => {
    expect(await junitFaults('<testsuites><testsuite/></testsuites>')).not.toEqual([])
  })
})

test('a suite for a file, a case for a manifest', () => {
  expect(print(reportOn([refused, passed]))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite id="0" name="a.yaml" package="sallyport" timestamp="2026-11-21T10:20:30" hostname="localhost" tests="2" failures="1" errors="0" time="0">
    <properties>
      <property name="fail-on" value="deny"/>
    </properties>
    <testcase name="Pod web" classname="a.yaml" time="0">
      <failure type="rule/0" message="no">rule/0  spec.x  (a.yaml:3:6)
no
3 |   x: 1
  |      ^
policy: p.yaml:7</failure>
    </testcase>
    <testcase name="Pod fine" classname="a.yaml" time="0"/>
    <system-out/>
    <system-err/>
  </testsuite>
</testsuites>
`)
})

interface Parsed {
  readonly testsuites: { readonly testsuite: readonly Suite[] }
}

interface Suite {
  readonly '@name': string
  readonly testcase: readonly Record<string, unknown>[]
  readonly 'system-out': string
}

function parsed(report: TestReport): readonly Suite[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    isArray: (name) => name === 'testsuite' || name === 'testcase',
  })
  return (parser.parse(print(report)) as Parsed).testsuites.testsuite
}

test.for([
  {
    name: 'a warning is told beside the verdicts',
    failOn: 'deny',
    result: warned,
    kind: undefined,
    talk: 'Pod odd: warn: advice/named',
  },
  { name: 'or fails', failOn: 'warn', result: warned, kind: 'failure', talk: '' },
  {
    name: 'so does an audit finding',
    failOn: 'warn',
    result: audited,
    kind: undefined,
    talk: 'Pod noted: audit: noted/0',
  },
  { name: 'where it counts', failOn: 'audit', result: audited, kind: 'failure', talk: '' },
  {
    name: 'what cannot be read is an error',
    failOn: 'deny',
    result: broken,
    kind: 'error',
    talk: '',
  },
] as const)('$name', ({ failOn, result, kind, talk }) => {
  const [suite] = parsed(reportOn([result], { failOn }))
  const [one] = suite?.testcase ?? []
  expect(Object.keys(one ?? {}).filter((key) => key === 'failure' || key === 'error')).toEqual(
    kind === undefined ? [] : [kind],
  )
  expect(suite?.['system-out']).toMatch(talk === '' ? /^$/ : new RegExp(`^${talk}`))
})

test('what policies and context have wrong is a suite of its own', () => {
  const [suite] = parsed(reportOn([passed], { problems: [oddPolicy] }))
  expect(suite?.['@name']).toBe('policies and context')
  expect(suite?.['system-out']).toContain('policies/e.yaml:4: it expired → take it out')
})

test('what a manifest holds stays text', () => {
  const findings = [{ ...finding, message: hostile }]
  const [suite, ...others] = parsed(reportOn([{ ...refused, name: 'x', findings }]))
  expect(others).toEqual([])
  expect(suite?.testcase).toHaveLength(1)
  const xml = print(reportOn([{ ...refused, findings }]))
  expect(xml).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e\uffff]/)
})
