import { expect, test } from 'vitest'
import type { TestFinding, TestReport, TestResult } from '#src/tester/report.ts'
import { coloured, plain } from '#src/tester/reporters/paint.ts'
import { pretty } from '#src/tester/reporters/pretty.ts'

const finding: TestFinding = {
  policyKind: 'ValidatingRule',
  policy: 'rule',
  binding: 'rule',
  validation: 0,
  validationName: null,
  effect: 'deny',
  cause: 'violation',
  message: 'no',
  reason: 'Forbidden',
  path: 'spec.x',
  line: 3,
  column: 5,
  excerpt: '3 |   x: 1\n  |   ^',
  expression: 'false',
  enforceFrom: null,
  policySource: { source: 'p.yaml', path: 'spec.validations[0].expression', line: 7, column: 19 },
  exemptionNote: null,
  podSecurity: null,
}

const refused: TestResult = {
  source: 'a.yaml',
  document: 0,
  line: 1,
  apiVersion: 'v1',
  kind: 'Pod',
  namespace: '',
  name: 'web',
  verdict: 'deny',
  findings: [finding],
  changes: [],
  exemptions: [],
  applied: ['rule'],
  skipped: [],
  problems: [],
  leftOut: [],
  isKnownKind: true,
}

function print(results: readonly TestResult[], paint = plain): string {
  const summary = { manifests: 0, pass: 0, warn: 0, deny: 0, error: 0 }
  const report: TestReport = { summary, problems: [], notes: [], results }
  return pretty.print(report, paint)
}

const withFinding = (changes: Partial<TestFinding>): TestResult => ({
  ...refused,
  findings: [{ ...finding, ...changes }],
})

test.for([
  {
    name: 'nothing to say',
    results: [{ ...refused, verdict: 'pass', findings: [] } as const],
    text: '',
  },
  {
    name: 'an object whose name the API server makes',
    results: [{ ...refused, name: '', namespace: 'shop', findings: [] }],
    text: '✗ a.yaml:1  Pod shop/(generated name)\n',
  },
  {
    name: 'a refusal',
    results: [refused],
    text: `✗ a.yaml:1  Pod web
    rule  spec.x  (a.yaml:3:5)
      no
      3 |   x: 1
        |   ^
      expression: false  (p.yaml:7)
`,
  },
  {
    name: 'a policy that speaks as a whole, of the object as a whole',
    results: [withFinding({ path: '', expression: null, excerpt: null, message: 'one\ntwo' })],
    text: `✗ a.yaml:1  Pod web
    rule  (a.yaml:3:5)
      one
      two
      policy: p.yaml:7
`,
  },
  {
    name: 'two results, an audit among the findings',
    results: [
      {
        ...refused,
        findings: [
          { ...finding, effect: 'audit' },
          { ...finding, excerpt: null },
        ],
      } as TestResult,
      {
        ...withFinding({ effect: 'warn', excerpt: null }),
        verdict: 'warn',
        namespace: 'shop',
      } as const,
    ],
    text: `✗ a.yaml:1  Pod web
    rule  spec.x  (a.yaml:3:5)
      no
      expression: false  (p.yaml:7)

! a.yaml:1  Pod shop/web
    rule  spec.x  (a.yaml:3:5)
      no
      expression: false  (p.yaml:7)
`,
  },
])('$name', ({ results, text }) => {
  expect(print(results)).toBe(text)
})

test('a long expression is cut in both directions', () => {
  const expression = [`a${'b'.repeat(200)}`, '  c', '  d', '  e', '  f', '  g'].join('\n')
  const lines = print([withFinding({ expression, excerpt: null })]).split('\n')
  expect(lines.slice(3)).toEqual([
    `      expression: a${'b'.repeat(108)}…`,
    '          c',
    '          d',
    '          e',
    '          …  (p.yaml:7)',
    '',
  ])
})

test('what a manifest holds does not steer the terminal', () => {
  const text = print([
    { ...withFinding({ message: '\u001b[2Jgone\u202e' }), name: 'a\u0007\u009b' },
  ])
  expect(text).toContain('Pod a\ufffd\ufffd\n')
  expect(text).toContain('      \ufffd[2Jgone\ufffd\n')
})

test('colours surround the same text', () => {
  const painted = print([refused], coloured)
  expect(painted).not.toBe(print([refused]))
  expect(painted.replaceAll(/\u001b\[\d+m/g, '')).toBe(print([refused]))
})
