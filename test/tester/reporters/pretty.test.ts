import { describe, expect, test } from 'vitest'
import type { TestFinding, TestResult } from '#src/tester/report.ts'
import { coloured, plain } from '#src/tester/reporters/paint.ts'
import { pretty } from '#src/tester/reporters/pretty.ts'
import { widthOf } from '#src/tester/reporters/wrap.ts'
import {
  audited,
  exempt,
  finding,
  hostile,
  longResults,
  mutated,
  refused,
  reportOn,
} from '#test/support/test-report.ts'

function print(results: readonly TestResult[], paint = plain, columns?: number): string {
  return pretty.print(reportOn(results), paint, columns)
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
    rule  spec.x  (a.yaml:3:6)
      no
      3 |   x: 1
        |      ^
      expression: false  (p.yaml:7)
`,
  },
  {
    name: 'what is said of the Pod of a workload',
    results: [withFinding({ createdKind: 'Pod', excerpt: null, expression: null })],
    text: `✗ a.yaml:1  Pod web
    rule  spec.x  of the Pod  (a.yaml:3:6)
      no
      policy: p.yaml:7
`,
  },
  {
    name: 'a policy that speaks as a whole, of the object as a whole',
    results: [withFinding({ path: '', expression: null, excerpt: null, message: 'one\ntwo' })],
    text: `✗ a.yaml:1  Pod web
    rule  (a.yaml:3:6)
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
    rule  spec.x  (a.yaml:3:6)
      no
      expression: false  (p.yaml:7)

! a.yaml:1  Pod shop/web
    rule  spec.x  (a.yaml:3:6)
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
  expect(print([{ ...refused, findings: [{ ...finding, message: hostile }] }])).not.toMatch(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/,
  )
})

test('colours surround the same text', () => {
  const painted = print([refused], coloured)
  expect(painted).not.toBe(print([refused]))
  expect(painted.replaceAll(/\u001b\[\d+m/g, '')).toBe(print([refused]))
})

test('diffs of mutations stand behind the results', () => {
  expect(print([mutated, exempt])).toBe(`✓ a.yaml:12  Pod freed
    exempt  rule
      no
      by ops/legacy until 2027-01-01: moves in spring, requested by shop

--- a.yaml
+++ a.yaml
@@ -1,1 +1,2 @@ policy adds
 a: 1
+b: 2
`)
})

test('what is for the audit log is told where it counts', () => {
  const report = reportOn([audited], { failOn: 'audit' })
  expect(print([audited])).toBe('')
  expect(pretty.print(report, plain)).toMatch(/^! a\.yaml:9 {2}Pod noted\n {4}noted {2}spec\.x/)
})

const atEighty = `✗ deploy/overlays/production/europe-west/checkout-service-worker.yaml:14
  Deployment payments-production/checkout-service-worker
    images-have-a-version  spec.template.spec.containers[0].image
      (deploy/overlays/production/europe-west/checkout-service-worker.yaml:41:18)
      container "worker" uses the image
      registry.internal.example.com/platform/payments/checkout-service-worker:latest,
      whose tag may be another image tomorrow; name a version, or better a
      digest
      what runs today is in the release notes
      (exemption payments/legacy expired 2026-10-31)
      enforced from 2026-12-01T00:00:00Z
      41 |           image: registry.internal.example.com/platform/payments/che…
         |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      expression: object.spec.template.spec.containers.all(c, !c.image.endsWith…
          (policies/images/versions/policy.yaml:31)
    spec.template.spec.containers[0].imagePullPolice: unknown field
      "spec.template.spec.containers[0].imagePullPolice": refused where
      fieldValidation is Strict, as with kubectl, else dropped
      (deploy/overlays/production/europe-west/checkout-service-worker.yaml:42:11)
      42 |           imagePullPolice: Always
         |           ^^^^^^^^^^^^^^^
      → did you mean imagePullPolicy?

! a.yaml:3  Pod odd
    日本語の方針  spec.x  (a.yaml:3:6)
      全角の文字は二つの幅を取る 全角の文字は二つの幅を取る
      全角の文字は二つの幅を取る 全角の文字は二つの幅を取る
      全角の文字は二つの幅を取る 終わり
      7 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
        |                                  ^^^

! a.yaml:9  Pod noted
    noted  spec.x  (a.yaml:3:6)
      noted
      3 |   x: 1
        |      ^
      expression: false  (p.yaml:7)

✓ a.yaml:12  Pod freed
    exempt  rule
      no
      by ops/legacy until 2027-01-01: moves in spring, requested by shop
`

const atHundredAndTwenty = `✗ deploy/overlays/production/europe-west/checkout-service-worker.yaml:14
  Deployment payments-production/checkout-service-worker
    images-have-a-version  spec.template.spec.containers[0].image
      (deploy/overlays/production/europe-west/checkout-service-worker.yaml:41:18)
      container "worker" uses the image registry.internal.example.com/platform/payments/checkout-service-worker:latest,
      whose tag may be another image tomorrow; name a version, or better a digest
      what runs today is in the release notes
      (exemption payments/legacy expired 2026-10-31)
      enforced from 2026-12-01T00:00:00Z
      41 |           image: registry.internal.example.com/platform/payments/checkout-service-worker:latest # until the …
         |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      expression: object.spec.template.spec.containers.all(c, !c.image.endsWith(':latest') && c.image.contains(':') && …
          (policies/images/versions/policy.yaml:31)
    spec.template.spec.containers[0].imagePullPolice: unknown field
      "spec.template.spec.containers[0].imagePullPolice": refused where fieldValidation is Strict, as with kubectl, else
      dropped  (deploy/overlays/production/europe-west/checkout-service-worker.yaml:42:11)
      42 |           imagePullPolice: Always
         |           ^^^^^^^^^^^^^^^
      → did you mean imagePullPolicy?

! a.yaml:3  Pod odd
    日本語の方針  spec.x  (a.yaml:3:6)
      全角の文字は二つの幅を取る 全角の文字は二つの幅を取る 全角の文字は二つの幅を取る 全角の文字は二つの幅を取る
      全角の文字は二つの幅を取る 終わり
      7 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        |                                                      ^^^

! a.yaml:9  Pod noted
    noted  spec.x  (a.yaml:3:6)
      noted
      3 |   x: 1
        |      ^
      expression: false  (p.yaml:7)

✓ a.yaml:12  Pod freed
    exempt  rule
      no
      by ops/legacy until 2027-01-01: moves in spring, requested by shop
`

describe('in the width of a terminal', () => {
  test.for([
    { columns: 80, text: atEighty },
    { columns: 120, text: atHundredAndTwenty },
  ])('$columns columns', ({ columns, text }) => {
    expect(pretty.print(reportOn(longResults, { failOn: 'audit' }), plain, columns)).toBe(text)
  })

  test.for([76, 80, 99, 120])('%s columns hold all but words that are longer', (columns) => {
    const lines = print(longResults, plain, columns).split('\n')
    const long = lines.filter((line) => widthOf(line) > columns)
    expect(
      long.filter((line) => line.trim().includes(' ') && !/^\s*(\S+: )?\S+$/.test(line)),
    ).toEqual([])
  })

  test('colours take no room', () => {
    const painted = print(longResults, coloured, 80).replaceAll(/\u001b\[\d+m/g, '')
    expect(painted).toBe(print(longResults, plain, 80))
  })

  test('what goes to no terminal stays as long as it is', () => {
    expect(print(longResults).split('\n')[0]).toHaveLength(128)
  })
})
