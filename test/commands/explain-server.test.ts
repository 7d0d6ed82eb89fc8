import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { explainRecorded } from '#src/commands/explain-recorded.ts'
import { runSallyport } from '#src/commands/run.ts'
import { buildAdminServer } from '#src/server/build-admin-server.ts'
import { createRequestRecord } from '#src/server/request-record.ts'
import { captureIo } from '#test/support/capture.ts'
import { namespaceNeedsEnv, noLatestTag } from '#test/support/policies.ts'
import { admissionReview, pod, uid } from '#test/support/review.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { certificateSource, testCertificates } from '#test/support/test-certificates.ts'
import { startWebhook } from '#test/support/webhook.ts'

const id = uid.slice(0, 8)

const canary = 'canary-4711'
const secretive = { name: 'app', image: 'nginx:latest', env: [{ name: 'API_KEY', value: canary }] }
const latest = { ...pod, spec: { containers: [secretive] } }

/** A server that judged one review by these policies, and the flags by which it is asked about it. */
async function judging(policies: string, namespace?: object) {
  const record = createRequestRecord(1_000_000)
  const answers = namespace && new Map([['namespace/shop', { kind: 'found', object: namespace }]])
  const webhook = await startWebhook({
    policies,
    doors: {
      record,
      ...(answers === undefined ? {} : { answerQuestions: async () => answers as never }),
    },
  })
  const { json } = await webhook.post('/validate', admissionReview({ object: latest }))
  const { authority, leaf } = await testCertificates()
  const admin = buildAdminServer({
    tls: {
      certificates: certificateSource(leaf),
      minVersion: 'TLSv1.2',
      clientAuthorities: undefined,
    },
    token: () => 'the token',
    record,
    explain: explainRecorded,
  })
  await admin.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => admin.close())
  const folder = await temporaryFolder({ token: 'the token', 'ca.crt': authority.certificate })
  const { port } = admin.server.address() as AddressInfo
  const flags = ['--server', `https://127.0.0.1:${port}`, '--token-file', join(folder, 'token')]
  return {
    message: json.response.status?.message,
    flags: [...flags, '--ca-file', join(folder, 'ca.crt')],
  }
}

async function explain(...argv: readonly string[]) {
  const { io, stdout, stderr } = captureIo()
  return { code: await runSallyport(['explain', ...argv], io), out: stdout(), err: stderr() }
}

test('the id that a refusal ends with leads to the values that it came of', async () => {
  const { message, flags } = await judging(noLatestTag)
  expect(message).toContain(`(decision ${id})`)
  const { code, out } = await explain(id, ...flags)
  expect(code).toBe(0)
  expect(out).toContain('images must name a version')
  expect(out).toContain('"nginx:latest"')
  expect(out).not.toContain(canary)
})

test('what was asked then is answered as it was then', async () => {
  const namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { env: 'test' } },
  }
  const { flags } = await judging(namespaceNeedsEnv, namespace)
  const { code, out } = await explain(id, ...flags, '--output', 'json')
  expect(code).toBe(0)
  expect(JSON.parse(out).explanations).toMatchObject([
    { source: `decision ${id}`, verdict: 'pass', doors: [{ decision: { allowed: true, id } }] },
  ])
})

test('--policy narrows it, every form of output takes it', async () => {
  const { flags } = await judging(noLatestTag)
  const narrowed = await explain(id, ...flags, '--policy', 'nothing', '--output', 'json')
  expect(JSON.parse(narrowed.out).explanations[0].doors[0].policies).toEqual([])
  for (const format of ['yaml', 'html']) {
    const { code, out } = await explain(id, ...flags, '--output', format)
    expect([code, out.includes('nginx:latest'), out.includes(canary)]).toEqual([0, true, false])
  }
})

test.for([
  { argv: ['ffffffff'], says: /no request with the id "ffffffff" is kept/ },
  { argv: [], says: /name what to explain/ },
])('$argv: exit code 1 and one line', async ({ argv, says }) => {
  const { flags } = await judging(noLatestTag)
  const { code, out, err } = await explain(...argv, ...flags)
  expect([code, out]).toEqual([1, ''])
  expect(err).toMatch(says)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
})

test('without a token nothing is asked', async () => {
  const { code, err } = await explain(id, '--server', 'https://localhost:1')
  expect([code, err]).toEqual([1, '--server: its token is missing; give --token-file\n'])
})
