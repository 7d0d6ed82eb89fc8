import { expect, test } from 'vitest'
import { buildAdminServer } from '#src/server/build-admin-server.ts'
import { createRequestRecord } from '#src/server/request-record.ts'
import { noLatestTag } from '#test/support/policies.ts'
import { admissionReview, pod, uid } from '#test/support/review.ts'
import { certificateSource, testCertificates } from '#test/support/test-certificates.ts'
import { startWebhook } from '#test/support/webhook.ts'

const latest = {
  ...pod,
  spec: {
    containers: [
      { name: 'app', image: 'nginx:latest', env: [{ name: 'TOKEN', value: 'canary-4711' }] },
    ],
  },
}

const token = 'a token'
const authorized = { authorization: `Bearer ${token}` }

/** A webhook that was sent one review, and the port for operators beside it. */
async function judged(given: { readonly token?: string } = {}) {
  const record = createRequestRecord(1_000_000)
  const webhook = await startWebhook({ policies: noLatestTag, doors: { record } })
  await webhook.post('/validate', admissionReview({ object: latest }))
  const certificates = certificateSource((await testCertificates()).leaf)
  return buildAdminServer({
    tls: { certificates, minVersion: 'TLSv1.2', clientAuthorities: undefined },
    token: () => given.token ?? token,
    record,
    explain: ({ request }) => ({ of: request.uid, object: request.object }),
  })
}

test('a request is found by the id of its decision, and told without what is secret', async () => {
  const admin = await judged()
  const answer = await admin.inject({ url: `/decisions/${uid.slice(0, 8)}`, headers: authorized })
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.json().decisions).toMatchObject([
    {
      uid,
      door: 'validate',
      operation: 'CREATE',
      kind: 'Pod',
      allowed: false,
      record: { of: uid },
    },
  ])
  expect(answer.body).toContain('nginx:latest')
  expect(answer.body).not.toContain('canary-4711')
})

test('the list has every request without its object', async () => {
  const admin = await judged()
  const { decisions } = (await admin.inject({ url: '/decisions', headers: authorized })).json()
  expect(decisions).toHaveLength(1)
  expect(decisions[0]).toMatchObject({ id: uid.slice(0, 8), allowed: false })
  expect(decisions[0]).not.toHaveProperty('record')
})

test.for([
  { name: 'no token', headers: {} },
  { name: 'another token', headers: { authorization: 'Bearer another' } },
  { name: 'the token in another scheme', headers: { authorization: `Basic ${token}` } },
])('$name: 401, whatever the path', async ({ headers }) => {
  const admin = await judged()
  for (const url of ['/decisions', `/decisions/${uid}`, '/nothing']) {
    const answer = await admin.inject({ url, headers })
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'unauthorized'])
  }
})

test('where the token cannot be read, nobody is let in', async () => {
  const admin = await judged({ token: '' })
  const answer = await admin.inject({ url: '/decisions', headers: { authorization: 'Bearer ' } })
  expect(answer.statusCode).toBe(401)
})

test.for([
  { url: '/decisions/ffffffff', code: 'unknown-decision' },
  { url: '/decisions/..%2f..%2fetc', code: 'unknown-decision' },
  { url: '/', code: 'not-found' },
])('$url: $code', async ({ url, code }) => {
  const answer = await (await judged()).inject({ url, headers: authorized })
  expect([answer.statusCode, answer.json().code]).toEqual([404, code])
})

test('without a record, requests are not kept', async () => {
  const record = createRequestRecord(1_000_000)
  const webhook = await startWebhook({ policies: noLatestTag })
  await webhook.post('/validate', admissionReview({ object: latest }))
  expect(record.all()).toEqual([])
})
