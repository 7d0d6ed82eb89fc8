import { expect, onTestFinished, test } from 'vitest'
import { eventRecorder } from '#src/cluster/events/event-recorder.ts'
import { explainRecorded } from '#src/commands/explain-recorded.ts'
import { buildAdminServer } from '#src/server/build-admin-server.ts'
import type { Observer } from '#src/server/observer.ts'
import { createRequestRecord } from '#src/server/request-record.ts'
import { createLogger } from '#src/telemetry/logger.ts'
import { createMetrics } from '#src/telemetry/metrics.ts'
import { observeAdmission } from '#src/telemetry/observe-admission.ts'
import { smallCluster } from '#test/cluster-client/small-cluster.ts'
import { capture } from '#test/support/capture.ts'
import { admissionReview } from '#test/support/review.ts'
import { certificateSource, testCertificates } from '#test/support/test-certificates.ts'
import { waitFor } from '#test/support/wait-for.ts'
import { startWebhook } from '#test/support/webhook.ts'

/** Each stands in one place of what is sent, and in none of what is told. */
const canaries = {
  data: 'canary-data-4711',
  stringData: 'canary-string-data-4712',
  password: 'canary-password-4713',
  token: 'canary-token-4714',
  header: 'canary-header-4715',
  applied: 'canary-applied-4716',
  annotation: 'canary-annotation-4717',
  old: 'canary-old-4718',
  extra: 'canary-extra-4719',
  argument: 'canary-argument-4720',
} as const

const traces = Object.values(canaries).flatMap((canary) => [canary, base64(canary)])

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

const metadata = {
  name: 'web',
  namespace: 'shop',
  uid: '35576095-fe88-4107-a833-c8332c4f326e',
  annotations: {
    'kubectl.kubernetes.io/last-applied-configuration': `{"a":"${canaries.applied}"}`,
    'example.com/note': canaries.annotation,
  },
}

const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata,
  type: 'Opaque',
  data: { password: base64(canaries.data) },
  stringData: { other: canaries.stringData },
}

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata,
  spec: {
    containers: [
      {
        name: 'app',
        image: 'nginx:1.27.3',
        args: [`--admin-password=${canaries.argument}`],
        env: [
          { name: 'DB_PASSWORD', value: canaries.password },
          { name: 'API_TOKEN', value: canaries.token },
        ],
      },
    ],
  },
}

function reviewOf(object: typeof secret | typeof pod, fields: object = {}) {
  const version = { group: '', version: 'v1' }
  const kind = { ...version, kind: object.kind }
  const resource = { ...version, resource: `${object.kind.toLowerCase()}s` }
  const userInfo = { username: 'jane', extra: { 'example.com/token': [canaries.extra] } }
  const same = { kind, resource, requestKind: kind, requestResource: resource }
  return admissionReview({ ...same, object, userInfo, ...fields })
}

const password = 'object.spec.containers[0].env[0].value'

/** A rule with these fields, for Pods and Secrets. */
function rule(name: string, fields: string): string {
  return `
apiVersion: sallyport.dev/v1alpha1
kind: ${fields.includes('mutations:') ? 'MutatingRule' : 'ValidatingRule'}
metadata: {name: ${name}}
spec:
  failurePolicy: Fail
  matchConstraints:
    resourceRules:
      - {apiGroups: [""], apiVersions: [v1], operations: ["*"], resources: [pods, secrets]}
${fields}
`
}

function validation(name: string, kind: string, expression: string): string {
  const text = JSON.stringify(`object.kind != '${kind}' || ${expression}`)
  return rule(name, `  validations: [{expression: ${text}}]`)
}

const mutation = rule(
  'marked',
  `  reinvocationPolicy: Never
  mutations:
    - patchType: JSONPatch
      jsonPatch:
        expression: '[JSONPatch{op: "add", path: "/metadata/labels", value: {"team": "shop"}}]'`,
)

/** Kubernetes' texts of these errors quote the value to the one who sent it; nobody else is told. */
const quoting = /^(url|ip|cidr)\(|matches|\[VALUE\] ==/

/** What is judged by a value without being said. */
const cases = [
  { name: 'allowed', policies: validation('a', 'Pod', `${password} != 'x'`) },
  { name: 'denied, a Pod', policies: validation('a', 'Pod', `${password} == 'x'`) },
  { name: 'denied, a Secret', policies: validation('a', 'Secret', "object.data.password == 'x'") },
  {
    name: 'denied by a message that quotes a Secret',
    policies: rule(
      'a',
      "  validations: [{expression: \"object.kind != 'Secret'\", messageExpression: \"object.?data[?'password'].orValue('none')\"}]",
    ),
    isQuoted: true,
  },
  {
    name: 'warned',
    policies: `${validation('a', 'Pod', `${password} == 'x'`)}  validationActions: [Warn]`,
  },
  {
    name: 'audited',
    policies: `${validation('a', 'Pod', `${password} == 'x'`)}  validationActions: [Audit]`,
  },
  {
    name: 'warned of an error that quotes',
    policies: `${validation('a', 'Pod', `url(${password}).getHost() == 'a'`)}  validationActions: [Warn]`,
    isQuoted: true,
  },
  { name: 'a missing key', policies: validation('a', 'Secret', "object.data.missing == 'x'") },
  ...[
    'int(VALUE) > 0',
    'uint(VALUE) > 0u',
    'double(VALUE) > 0.0',
    'bool(VALUE)',
    "timestamp(VALUE) > timestamp('2026-01-01T00:00:00Z')",
    "duration(VALUE) > duration('1s')",
    "quantity(VALUE).isGreaterThan(quantity('1'))",
    "url(VALUE).getHost() == 'a'",
    'ip(VALUE).family() == 4',
    'cidr(VALUE).ip().family() == 4',
    'semver(VALUE).major() == 1',
    "'a'.matches('(' + VALUE)",
    "object.spec.containers[0].image.startsWith('x') || string(b'a') == VALUE",
    "VALUE.substring(100) == 'x'",
    "{'a': 1}[VALUE] == 1",
    "'%d'.format([VALUE]) == 'x'",
    'dyn(VALUE) + 1 == 2',
  ].map((expression) => ({
    name: `an error of ${expression}`,
    isQuoted: quoting.test(expression),
    policies: validation('a', 'Pod', expression.replace('VALUE', password)),
  })),
  { name: 'changed', policies: mutation },
] satisfies readonly { name: string; policies: string; isQuoted?: boolean }[]

/** A server with everything that tells of requests; `told` is all that it has said, `answers` what the API server got. */
async function telling(policies: string) {
  const { stream, text } = capture()
  const metrics = createMetrics('1.2.3')
  const observer = observeAdmission(createLogger({ level: 'debug', destination: stream }), metrics)
  const cluster = smallCluster([])
  const record = createRequestRecord(10_000_000)
  const events = eventRecorder(cluster.connection, {
    observer: { dropped: () => undefined, failed: () => undefined },
    now: () => new Date(),
    everyMs: 5,
  })
  const ending = new AbortController()
  const ended = events.controller.run(ending.signal)
  onTestFinished(async () => {
    ending.abort()
    await ended
  })
  let denials = 0
  const both: Observer = {
    ...observer,
    answered: (answered) => {
      observer.answered(answered)
      if (answered.decision.allowed) return
      denials++
      events.record(answered.request, answered.decision)
    },
  }
  const limits = { bodyBytes: 20_000 }
  const webhook = await startWebhook({ policies, limits, doors: { observer: both, record } })
  const certificates = certificateSource((await testCertificates()).leaf)
  const admin = buildAdminServer({
    tls: { certificates, minVersion: 'TLSv1.2', clientAuthorities: undefined },
    token: () => canaries.header,
    record,
    explain: explainRecorded,
  })
  const headers = { authorization: `Bearer ${canaries.header}` }
  const told = async () => {
    if (denials > 0) await waitFor(() => cluster.objects.size > 0)
    const list = await admin.inject({ url: '/decisions', headers })
    const ids = [...new Set(record.all().map(({ request: { uid } }) => uid))]
    const records = await Promise.all(
      ids.map((id) => admin.inject({ url: `/decisions/${id}`, headers })),
    )
    return {
      log: text(),
      metrics: await metrics.registry.metrics(),
      events: JSON.stringify([...cluster.objects.values()]),
      records: [list, ...records].map(({ body }) => body).join('\n'),
    }
  }
  const json = { 'content-type': 'application/json', ...headers }
  const send = async (path: string, body: string | object) =>
    (await webhook.post(path, body, json)).text
  return { send, told }
}

function leaksIn(texts: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(texts).flatMap(([where, text]) =>
    traces.filter((trace) => text.includes(trace)).map((trace) => `${where}: ${trace}`),
  )
}

test.for(cases)('$name', async ({ policies, ...given }) => {
  const { send, told } = await telling(policies)
  const old = { ...pod, metadata: { ...metadata, labels: { a: canaries.old } } }
  const answers: string[] = []
  for (const path of ['/validate', '/mutate']) {
    answers.push(await send(path, reviewOf(pod)))
    answers.push(await send(path, reviewOf(secret, { uid: 'b16a3f2c-0000' })))
    const update = { uid: 'c16a3f2c-0000', operation: 'UPDATE', oldObject: old }
    answers.push(await send(path, reviewOf(pod, update)))
  }
  expect(answers.every((text) => text.includes('"allowed"'))).toBe(true)
  const said = await told()
  expect(said.records).toContain('"doors"')
  const isQuoted = 'isQuoted' in given && given.isQuoted
  expect(leaksIn(said)).toEqual([])
  expect(leaksIn({ answers: answers.join('\n') }).length > 0).toBe(isQuoted)
})

test('what is no review, or too large', async () => {
  const { send, told } = await telling(mutation)
  const whole = JSON.stringify(reviewOf(secret))
  const bodies = [
    canaries.data,
    `"${canaries.data}"`,
    whole.slice(0, -3),
    whole.replace('"operation":"CREATE"', `"operation":"${'CREATE'}${'X'}"`),
    whole.replace('"kind":"Secret"', `"kind":["${canaries.token}"]`),
    whole.replace('{"password"', `{"a":${canaries.data},"password"`),
    whole.replace('"data":{', '"data":[{'),
    `${whole}${canaries.token}`,
    whole.padEnd(30_000, ' '),
  ]
  const answers: string[] = []
  for (const path of ['/validate', '/mutate', `/${'nowhere'}`]) {
    for (const body of bodies) answers.push(await send(path, body))
  }
  expect(leaksIn({ ...(await told()), answers: answers.join('\n') })).toEqual([])
})

test('a canary is found where one is', () => {
  expect(leaksIn({ log: `a ${base64(canaries.data)} b` })).toEqual([
    `log: ${base64(canaries.data)}`,
  ])
})
