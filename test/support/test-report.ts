import type { PolicyDescription, TestFinding, TestReport, TestResult } from '#src/tester/report.ts'

/** A refusal with everything that one may have. */
export const finding: TestFinding = {
  createdKind: null,
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
  column: 6,
  endLine: 3,
  endColumn: 7,
  excerpt: '3 |   x: 1\n  |      ^',
  parts: [],
  expression: 'false',
  enforceFrom: null,
  policySource: { source: 'p.yaml', path: 'spec.validations[0].expression', line: 7, column: 19 },
  exemptionNote: null,
  podSecurity: null,
}

export const refused: TestResult = {
  source: 'a.yaml',
  document: 0,
  line: 1,
  apiVersion: 'v1',
  kind: 'Pod',
  namespace: '',
  name: 'web',
  operation: 'CREATE',
  verdict: 'deny',
  findings: [finding],
  changes: [],
  mutations: null,
  exemptions: [],
  applied: ['rule'],
  skipped: [],
  problems: [],
  leftOut: [],
  isKnownKind: true,
}

export const passed: TestResult = {
  ...refused,
  name: 'fine',
  verdict: 'pass',
  line: null,
  findings: [],
}

export const warned: TestResult = {
  ...refused,
  name: 'odd',
  verdict: 'warn',
  findings: [
    {
      ...finding,
      policy: 'advice',
      validationName: 'named',
      effect: 'warn',
      message: 'better not',
    },
  ],
}

export const audited: TestResult = {
  ...passed,
  name: 'noted',
  line: 9,
  findings: [{ ...finding, policy: 'noted', effect: 'audit', message: 'noted' }],
}

export const exempt: TestResult = {
  ...passed,
  name: 'freed',
  line: 12,
  exemptions: [
    {
      createdKind: null,
      exemption: 'ops/legacy',
      policyKind: 'ValidatingRule',
      policy: 'rule',
      validation: 0,
      validationName: null,
      control: null,
      message: 'no',
      expires: '2027-01-01',
      reason: 'moves in spring',
      requestedBy: 'shop',
    },
  ],
}

/** A document that is none. */
export const broken: TestResult = {
  ...passed,
  source: 'b.yaml',
  document: null,
  line: 2,
  apiVersion: '',
  kind: '',
  name: '',
  verdict: 'error',
  applied: [],
  problems: [
    {
      code: 'yaml-syntax',
      severity: 'error',
      message: 'mapping values are not allowed',
      source: 'b.yaml',
      line: 2,
      column: 5,
      excerpt: '2 | a: b: c\n  |     ^',
      remedy: 'correct the YAML at this place',
    },
  ],
}

export const mutated: TestResult = {
  ...passed,
  name: 'changed',
  mutations: [
    {
      policy: 'adds',
      binding: 'adds',
      diff: '--- a.yaml\n+++ a.yaml\n@@ -1,1 +1,2 @@ policy adds\n a: 1\n+b: 2\n',
    },
  ],
}

const policy: PolicyDescription = {
  kind: 'ValidatingRule',
  name: 'rule',
  source: 'p.yaml',
  title: 'No x',
  description: 'There must be no x.',
  category: 'Letters',
  severity: 'high',
  remedy: 'Take x out.',
}

/** Every kind of result. */
export const everyResult = [refused, warned, audited, passed, exempt, broken, mutated]

/** The report of results, counted. */
export function reportOn(
  results: readonly TestResult[],
  changes: Partial<TestReport> = {},
): TestReport {
  const count = (verdict: TestResult['verdict']) =>
    results.filter((result) => result.verdict === verdict).length
  return {
    summary: {
      manifests: results.length,
      unmatched: 0,
      pass: count('pass'),
      warn: count('warn'),
      deny: count('deny'),
      error: count('error'),
    },
    version: '1.2.3',
    time: '2026-11-21T10:20:30.456Z',
    failOn: 'deny',
    policies: [policy],
    problems: [],
    notes: [],
    results,
    ...changes,
  }
}

/** What of policies is odd. */
export const oddPolicy = {
  code: 'expired-exemption',
  severity: 'warning',
  message: 'it expired',
  source: 'policies/e.yaml',
  line: 4,
  column: 2,
  remedy: 'take it out',
} as const

/** A text that tries everything; nothing of it may mean anything in any format. */
export const hostile =
  '\u001b[2J\u009b31m\u202e\u0000\u0007%0A::error::x,y:z\n::error file=x::gone\n...\n---\nnot ok 1\r\nok 2 # SKIP ' +
  '</failure><script>alert(1)</script>]]>&amp;"\'`` ``` ~~~ | <b>**b**</b> [l](http://x.test) @team #1 \\ \ud800\uffff'

const longLine =
  '          image: registry.internal.example.com/platform/payments/checkout-service-worker:latest # until the release of spring'

/** What does not fit into 80 columns. */
export const longResults: readonly TestResult[] = [
  {
    ...refused,
    source: 'deploy/overlays/production/europe-west/checkout-service-worker.yaml',
    line: 14,
    kind: 'Deployment',
    namespace: 'payments-production',
    name: 'checkout-service-worker',
    findings: [
      {
        ...finding,
        policy: 'images-have-a-version',
        path: 'spec.template.spec.containers[0].image',
        line: 41,
        column: 18,
        endLine: 41,
        endColumn: 91,
        message:
          'container "worker" uses the image registry.internal.example.com/platform/payments/checkout-service-worker:latest, whose tag may be another image tomorrow; name a version, or better a digest\nwhat runs today is in the release notes',
        excerpt: `41 | ${longLine}\n   | ${' '.repeat(17)}${'^'.repeat(73)}`,
        expression:
          "object.spec.template.spec.containers.all(c, !c.image.endsWith(':latest') && c.image.contains(':') && !c.image.startsWith('docker.io/'))",
        policySource: {
          source: 'policies/images/versions/policy.yaml',
          path: 'spec.validations[0].expression',
          line: 31,
          column: 19,
        },
        exemptionNote: 'exemption payments/legacy expired 2026-10-31',
        enforceFrom: '2026-12-01T00:00:00Z',
      },
    ],
    problems: [
      {
        code: 'unknown-field',
        severity: 'error',
        message:
          'unknown field "spec.template.spec.containers[0].imagePullPolice": refused where fieldValidation is Strict, as with kubectl, else dropped',
        source: 'deploy/overlays/production/europe-west/checkout-service-worker.yaml',
        path: 'spec.template.spec.containers[0].imagePullPolice',
        line: 42,
        column: 11,
        excerpt: `42 |           imagePullPolice: Always\n   |           ${'^'.repeat(15)}`,
        remedy: 'did you mean imagePullPolicy?',
      },
    ],
  },
  {
    ...warned,
    line: 3,
    findings: [
      {
        ...finding,
        effect: 'warn',
        policy: '日本語の方針',
        message: `${'全角の文字は二つの幅を取る '.repeat(5)}終わり`,
        excerpt: `7 | ${'x'.repeat(200)}\n  | ${' '.repeat(150)}^^^`,
        expression: null,
        policySource: null,
      },
    ],
  },
  audited,
  exempt,
]
