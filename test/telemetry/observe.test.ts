import { describe, expect, test } from 'vitest'
import type { Decision, ExemptionUse, Finding, Problem, Request } from '#src/core/index.ts'
import { createLogger } from '#src/telemetry/logger.ts'
import { addStateGauges, createMetrics } from '#src/telemetry/metrics.ts'
import { observeAdmission } from '#src/telemetry/observe-admission.ts'
import { observeCertificates } from '#src/telemetry/observe-certificates.ts'
import { observePolicies } from '#src/telemetry/observe-policies.ts'
import { capture } from '#test/support/capture.ts'
import { admissionRequest, uid } from '#test/support/review.ts'

function observed() {
  const { stream, text } = capture()
  const logger = createLogger({ level: 'debug', destination: stream })
  const metrics = createMetrics('1.2.3')
  const lines = () =>
    text()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  const samples = async () =>
    (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith('sallyport_'))
  return { logger, metrics, lines, samples }
}

const request = {
  ...admissionRequest({ object: { data: { password: 'hunter2' } } }),
  door: 'validate',
  reviewVersion: 'admission.k8s.io/v1',
  subResource: 'status',
} as unknown as Request

const plain: Decision = {
  allowed: true,
  isPlainAllow: false,
  id: uid.slice(0, 8),
  status: undefined,
  warnings: [],
  auditAnnotations: {},
  patch: [],
  findings: [],
  skips: [],
  changes: [],
  exemptions: [],
  applied: [],
}

const finding: Finding = {
  policyKind: 'ValidatingRule',
  policy: 'no-latest-tag',
  binding: 'no-latest-tag',
  index: 0,
  validation: 'named-version',
  effect: 'deny',
  cause: 'violation',
  message: 'images must name a version',
  reason: 'Invalid',
  code: 422,
  expression: 'false',
  path: ['spec', 'containers', 0, 'image'],
  policyPlace: undefined,
}

const use: ExemptionUse = {
  exemption: 'sallyport/legacy',
  policyKind: 'ValidatingRule',
  policy: 'no-latest-tag',
  index: 0,
  validation: 'named-version',
  control: undefined,
  message: 'images must name a version',
  expires: '2026-12-31',
  reason: 'the new charts come in January',
  requestedBy: 'shop team',
}

describe('decisions', () => {
  test('a plain allow is measured and not written', async () => {
    const { logger, metrics, lines, samples } = observed()
    observeAdmission(logger, metrics).answered({ request, decision: plain, durationMs: 3 })
    expect(lines()).toEqual([])
    expect(await samples()).toContain(
      'sallyport_admission_duration_seconds_count{door="validate",operation="CREATE",kind="other",decision="allowed"} 1',
    )
  })

  test('a denial is one line with who, what and why, and never the object', () => {
    const { logger, metrics, lines } = observed()
    const decision = { ...plain, allowed: false, findings: [finding] }
    observeAdmission(logger, metrics).answered({ request, decision, durationMs: 2.12345 })
    expect(lines()).toHaveLength(1)
    expect(lines()[0]).toMatchObject({
      'log.level': 'info',
      'event.action': 'admission_denied',
      door: 'validate',
      operation: 'CREATE',
      allowed: false,
      'rule.name': ['no-latest-tag'],
      resource_group: '',
      'orchestrator.api_version': 'v1',
      'orchestrator.resource.type': 'Pod',
      resource: 'pods/status',
      'orchestrator.namespace': 'shop',
      'orchestrator.resource.name': 'web',
      'user.name': 'jane',
      uid,
      decision_id: '705ab4f5',
      dry_run: false,
      'event.duration': 2_123_450,
      findings: [
        {
          policy: 'no-latest-tag',
          effect: 'deny',
          cause: 'violation',
          index: 0,
          validation: 'named-version',
          message: 'images must name a version',
          field: 'spec.containers[0].image',
        },
      ],
    })
    expect(JSON.stringify(lines())).not.toContain('hunter2')
  })

  test.for([
    {
      word: 'mutated',
      decision: {
        ...plain,
        patch: [{ op: 'add' as const, path: '/data/password', value: 'hunter2' }],
        changes: [{ policy: 'a', binding: 'a', paths: [['data', 'password']], patch: [] }],
      },
    },
    {
      word: 'warned',
      decision: {
        ...plain,
        warnings: ['careful'],
        findings: [{ ...finding, effect: 'warn' as const }],
      },
    },
    {
      word: 'audited',
      decision: { ...plain, findings: [{ ...finding, effect: 'audit' as const }] },
    },
    { word: 'exempted', decision: { ...plain, exemptions: [use] } },
  ])('$word is one line and one label', async ({ word, decision }) => {
    const { logger, metrics, lines, samples } = observed()
    observeAdmission(logger, metrics).answered({ request, decision, durationMs: 1 })
    expect(lines()).toMatchObject([{ 'event.action': `admission_${word}`, allowed: true }])
    expect(JSON.stringify(lines())).not.toContain('hunter2')
    expect((await samples()).join('\n')).toContain(`decision="${word}"} 1`)
  })

  test('the use of an exemption is in the line, and counted by door', async () => {
    const { logger, metrics, lines, samples } = observed()
    const decision = { ...plain, exemptions: [use] }
    observeAdmission(logger, metrics).answered({ request, decision, durationMs: 1 })
    observeAdmission(logger, metrics).answered({ request, decision: plain, durationMs: 1 })
    expect(lines()).toMatchObject([
      {
        message: 'a request was allowed by an exemption',
        'rule.name': ['no-latest-tag'],
        findings: [],
        exemptions: [
          {
            exemption: 'sallyport/legacy',
            policy: 'no-latest-tag',
            index: 0,
            validation: 'named-version',
            message: 'images must name a version',
            expires: '2026-12-31',
            reason: 'the new charts come in January',
          },
        ],
      },
    ])
    expect(await samples()).toContain('sallyport_exempted_requests_total{door="validate"} 1')
  })

  test('a bug is an error with its cause, and counted', async () => {
    const { logger, metrics, lines, samples } = observed()
    const cause = new Error('a bug')
    observeAdmission(logger, metrics).answered({ request, decision: plain, durationMs: 1, cause })
    expect(lines()).toMatchObject([
      {
        'log.level': 'error',
        'event.action': 'admission_failed',
        uid,
        error: { message: 'a bug' },
      },
    ])
    expect(await samples()).toContain('sallyport_admission_failures_total{door="validate"} 1')
  })
})

describe('requests that are no reviews', () => {
  test('counted by code; a body that is too large has a counter of its own', async () => {
    const { logger, metrics, samples } = observed()
    const observer = observeAdmission(logger, metrics)
    observer.refused('not-json', 'the body is not JSON')
    observer.refused('body-too-large', 'the body is larger than 7340032 bytes')
    expect(await samples()).toEqual(
      expect.arrayContaining([
        'sallyport_bad_requests_total{code="not-json"} 1',
        'sallyport_bad_requests_total{code="body-too-large"} 1',
        'sallyport_request_body_too_large_total 1',
      ]),
    )
  })

  test('connections without TLS are only for debugging', async () => {
    const { logger, metrics, lines, samples } = observed()
    observeAdmission(logger, metrics).connectionFailed(new Error('http request'))
    expect(lines()).toMatchObject([{ 'log.level': 'debug', 'event.action': 'tls_error' }])
    expect(await samples()).toContain('sallyport_tls_errors_total 1')
  })

  test('what is under way is a gauge', async () => {
    const { logger, metrics, samples } = observed()
    const observer = observeAdmission(logger, metrics)
    observer.started()
    observer.started()
    observer.ended()
    expect(await samples()).toContain('sallyport_admission_in_flight 1')
  })
})

describe('policies', () => {
  const problem: Problem = {
    code: 'unknown-field',
    severity: 'error',
    message: 'unknown field',
    source: 'a.yaml',
    line: 3,
    column: 5,
    path: 'spec.validation',
  }

  test.for([
    {
      name: 'loaded',
      reading: { kind: 'loaded', policies: 2, problems: [] } as const,
      events: ['info policies_loaded'],
      result: 'success',
    },
    {
      name: 'no policies',
      reading: { kind: 'loaded', policies: 0, problems: [] } as const,
      events: ['warn policies_loaded'],
      result: 'success',
    },
    {
      name: 'a warning',
      reading: {
        kind: 'loaded',
        policies: 2,
        problems: [{ ...problem, severity: 'warning' as const }],
      } as const,
      events: ['warn policy_problem', 'info policies_loaded'],
      result: 'success',
    },
    {
      name: 'half broken at start',
      reading: { kind: 'loaded', policies: 1, problems: [problem] } as const,
      events: ['error policy_problem', 'error policies_loaded'],
      result: 'failure',
    },
    {
      name: 'broken later',
      reading: { kind: 'kept', problems: [problem] } as const,
      events: ['error policy_problem', 'error policies_kept'],
      result: 'failure',
    },
    {
      name: 'gone',
      reading: {
        kind: 'unreadable',
        message: 'policies: there is no such file or folder',
      } as const,
      events: ['error policies_unreadable'],
      result: 'failure',
    },
  ])('$name', async ({ reading, events, result }) => {
    const { logger, metrics, lines, samples } = observed()
    observePolicies(logger, metrics)(reading)
    expect(lines().map((line) => `${line['log.level']} ${line['event.action']}`)).toEqual(events)
    expect(await samples()).toContain(`sallyport_policy_reloads_total{result="${result}"} 1`)
    const success = (await samples()).find((line) =>
      line.startsWith('sallyport_last_reload_success'),
    )
    expect(Number(success?.split(' ')[1]) > 0).toBe(result === 'success')
  })

  test('a problem is told with file, line and column', () => {
    const { logger, metrics, lines } = observed()
    observePolicies(logger, metrics)({ kind: 'kept', problems: [problem] })
    expect(lines()[0]).toMatchObject({
      source: 'a.yaml',
      line: 3,
      column: 5,
      message: expect.stringContaining('a.yaml:3:5'),
    })
  })
})

test('state is read when the metrics are asked for', async () => {
  const { metrics, samples } = observed()
  let policies = 1
  addStateGauges(metrics, {
    policies: () => policies,
    policyProblems: () => 2,
    brokenPolicies: () => 1,
    policyNames: () => ['no-latest-tag'],
    certificateExpiry: () => new Date('2030-01-01T00:00:00Z'),
  })
  policies = 7
  expect(await samples()).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^sallyport_build_info\{version="1\.2\.3",node="v\d+.*"\} 1$/),
      'sallyport_policies_loaded 7',
      'sallyport_policies_broken 1',
      'sallyport_policy_problems 2',
      'sallyport_certificate_expiry_timestamp_seconds 1893456000',
    ]),
  )
})

test('certificates: which one is served, and what could not be taken over', async () => {
  const { logger, metrics, lines, samples } = observed()
  const { inUse, failed } = observeCertificates(logger, metrics)
  const served = { subject: 'CN=a', names: ['a'], notAfter: new Date('2030-01-01T00:00:00Z') }
  inUse(served, { kind: 'valid' })
  inUse(served, { kind: 'expired', message: 'it expired' })
  failed({ code: 'not-a-key', message: 'tls.key holds no PEM private key' })
  expect(lines().map((line) => `${line['log.level']} ${line.message}`)).toEqual([
    'info a certificate is in use',
    'error it expired',
    'error tls.key holds no PEM private key; the last good certificate stays',
  ])
  expect(await samples()).toContain('sallyport_certificate_reload_failures_total 1')
})
