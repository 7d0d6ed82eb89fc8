import { expect, test } from 'vitest'
import type { Decision, Request } from '#src/core/index.ts'
import { createLogger } from '#src/telemetry/logger.ts'
import { addStateGauges, createMetrics } from '#src/telemetry/metrics.ts'
import { observeAdmission } from '#src/telemetry/observe-admission.ts'
import { watchReviews } from '#src/telemetry/watch-reviews.ts'
import { capture } from '#test/support/capture.ts'
import { noLatestTag, teamLabel } from '#test/support/policies.ts'
import { admissionReview, pod } from '#test/support/review.ts'
import { startWebhook } from '#test/support/webhook.ts'

/** A webhook whose observer is the real one. */
async function measured(inForce: () => readonly string[] = () => ['no-latest-tag', 'team-label']) {
  const metrics = createMetrics('1.2.3')
  const logger = createLogger({ level: 'silent', destination: capture().stream })
  const observer = observeAdmission(logger, metrics)
  const webhook = await startWebhook({
    policies: `${noLatestTag}---${teamLabel}`,
    limits: { bodyBytes: 10_000 },
    doors: { observer },
  })
  addStateGauges(metrics, {
    policies: () => 2,
    brokenPolicies: () => 0,
    policyNames: inForce,
    policyProblems: () => 0,
    certificateExpiry: () => undefined,
  })
  const samples = async () =>
    (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith('sallyport_'))
  return { webhook, observer, metrics, samples }
}

const latest = { ...pod, spec: { containers: [{ name: 'app', image: 'nginx:latest' }] } }

test('requests, phases and policies of reviews at both doors', async () => {
  const { webhook, samples } = await measured()
  await webhook.post('/validate', admissionReview())
  await webhook.post('/validate', admissionReview({ object: latest }))
  await new Promise((resolve) => setTimeout(resolve, 120))
  await webhook.post('/mutate', admissionReview())
  const found = await samples()
  const duration = 'sallyport_admission_duration_seconds_count'
  expect(found).toEqual(
    expect.arrayContaining([
      `${duration}{door="validate",operation="CREATE",kind="Pod",decision="allowed"} 1`,
      `${duration}{door="validate",operation="CREATE",kind="Pod",decision="denied"} 1`,
      `${duration}{door="mutate",operation="CREATE",kind="Pod",decision="mutated"} 1`,
      'sallyport_policy_evaluations_total{policy="no-latest-tag",outcome="allowed"} 1',
      'sallyport_policy_evaluations_total{policy="no-latest-tag",outcome="denied"} 1',
      'sallyport_policy_evaluations_total{policy="team-label",outcome="mutated"} 1',
      'sallyport_policy_duration_seconds_count{policy="team-label"} 1',
      'sallyport_policy_cost_ratio_count{policy="team-label"} 1',
      'sallyport_phase_duration_seconds_count{phase="read"} 3',
    ]),
  )
  for (const phase of ['wait', 'decode', 'match', 'evaluate', 'mutate', 'decide', 'encode']) {
    expect(found.some((line) => line.includes(`_count{phase="${phase}"}`))).toBe(true)
  }
  const cost = found.find((line) => line.startsWith('sallyport_policy_cost_ratio_sum'))
  expect(Number(cost?.split(' ')[1])).toBeGreaterThan(0)
})

test('policies that are no longer in force are forgotten', async () => {
  let inForce = ['no-latest-tag']
  const { webhook, samples } = await measured(() => inForce)
  await webhook.post('/validate', admissionReview())
  expect((await samples()).join('\n')).toContain('policy="no-latest-tag"')
  inForce = []
  await samples()
  expect((await samples()).join('\n')).not.toContain('policy="no-latest-tag"')
})

test('kinds that no policy looks at are one, and there is a most of kinds', async () => {
  const { webhook, observer, samples } = await measured()
  const kind = { group: 'a', version: 'v1', kind: 'Invented' }
  const resource = { group: 'a', version: 'v1', resource: 'inventions' }
  const unknown = { kind, resource, requestKind: kind, requestResource: resource }
  await webhook.post('/validate', admissionReview(unknown))
  const decision = { applied: ['a'], skips: [], findings: [], exemptions: [], isPlainAllow: true }
  for (let index = 0; index < 300; index++) {
    const request = { door: 'validate', operation: 'CREATE', kind: { kind: `Kind${index}` } }
    observer.answered({
      request: request as unknown as Request,
      decision: { ...decision, allowed: true, patch: [], warnings: [] } as unknown as Decision,
      durationMs: 1,
    })
  }
  const counts = (await samples()).filter((line) =>
    line.includes('admission_duration_seconds_count'),
  )
  expect(counts.join('\n')).not.toContain('Invented')
  expect(counts).toHaveLength(101)
  expect(counts.join('\n')).toContain('kind="other",decision="allowed"} 201')
})

test('an answer after its deadline is counted', async () => {
  const { observer, samples, webhook } = await measured()
  await webhook.post('/validate', admissionReview())
  expect(await samples()).toContain('sallyport_deadline_exceeded_total{door="validate"} 0')
  const request = { door: 'mutate', operation: 'CREATE', kind: { kind: 'Pod' } }
  const decision = { applied: [], skips: [], findings: [], exemptions: [], isPlainAllow: true }
  observer.answered({
    request: request as unknown as Request,
    decision: { ...decision, allowed: true, patch: [], warnings: [] } as unknown as Decision,
    durationMs: 1,
    isLate: true,
  })
  expect(await samples()).toContain('sallyport_deadline_exceeded_total{door="mutate"} 1')
})

test.for([
  { name: 'at leisure every review', everyMs: 101, measured: 128 },
  { name: 'busy, every 64th', everyMs: 0.1, measured: 2 },
])('$name is measured', async ({ everyMs, measured }) => {
  const metrics = createMetrics('1.2.3')
  const watch = watchReviews(metrics)
  const found = Array.from({ length: 128 }, (_, index) => watch(index * everyMs))
  expect(found.filter((one) => one !== undefined)).toHaveLength(measured)
})
