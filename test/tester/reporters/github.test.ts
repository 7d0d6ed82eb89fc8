import { expect, test } from 'vitest'
import { github } from '#src/tester/reporters/github.ts'
import { plain } from '#src/tester/reporters/paint.ts'
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

const print = (...given: Parameters<typeof reportOn>) => github.print(reportOn(...given), plain)

test.for([
  { name: 'nothing', results: [passed], text: '' },
  {
    name: 'a refusal',
    results: [refused],
    text: '::error file=a.yaml,line=3,endLine=3,col=6,endColumn=7,title=rule/0%3A Pod web::no\n',
  },
  {
    name: 'a warning over several lines has no columns',
    results: [{ ...warned, findings: [{ ...finding, effect: 'warn' as const, endLine: 5 }] }],
    text: '::warning file=a.yaml,line=3,endLine=5,title=rule/0%3A Pod odd::no\n',
  },
  {
    name: 'a document that is none',
    results: [broken],
    text: '::error file=b.yaml,line=2,col=5,title=manifest/yaml-syntax::mapping values are not allowed → correct the YAML at this place\n',
  },
  {
    name: 'what is said of the Pod of a workload',
    results: [
      {
        ...refused,
        kind: 'Deployment',
        findings: [{ ...finding, createdKind: 'Pod' as const, endLine: 4 }],
      },
    ],
    text: '::error file=a.yaml,line=3,endLine=4,title=rule/0%3A Pod of Deployment web::no\n',
  },
  { name: 'what is for the audit log', results: [audited], text: '' },
])('$name', ({ results, text }) => {
  expect(print(results)).toBe(text)
})

test('what is for the audit log is a notice where it counts', () => {
  expect(print([audited], { failOn: 'audit' })).toMatch(/^::notice file=a\.yaml,line=3,/)
})

test('what policies and context have wrong comes first', () => {
  expect(print([], { problems: [oddPolicy] })).toBe(
    '::warning file=policies/e.yaml,line=4,col=2,title=input/expired-exemption::it expired → take it out\n',
  )
})

/** As the runner reads a line. https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs */
function readCommand(line: string) {
  const [, name = '', properties = '', message = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? []
  const unescaped = (text: string) =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%')
  const pairs = properties.split(',').map((pair) => {
    const [key = '', ...value] = pair.split('=')
    return [key, unescaped(value.join('='))]
  })
  return { name, properties: Object.fromEntries(pairs), message: unescaped(message) }
}

test('what a manifest holds makes no command of its own', () => {
  const findings = [{ ...finding, message: hostile }]
  const text = print([{ ...refused, name: hostile, source: hostile, findings }])
  expect(text.match(/\n/g)).toHaveLength(1)
  const { name, properties, message } = readCommand(text.trimEnd())
  expect(name).toBe('error')
  expect(Object.keys(properties)).toEqual(['file', 'line', 'endLine', 'col', 'endColumn', 'title'])
  expect(message).toContain('%0A::error::x,y:z\n::error file=x::gone\n')
  expect(properties['title']).toContain('x,y:z')
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
})

test('every line is a command', () => {
  const text = print(everyResult, { problems: [oddPolicy], failOn: 'audit' })
  const lines = text.trimEnd().split('\n')
  expect(lines.map((line) => readCommand(line).name)).toEqual([
    'warning',
    'error',
    'warning',
    'notice',
    'error',
  ])
})
