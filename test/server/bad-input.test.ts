import { connect as connectTcp } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { noLatestTag, teamLabel } from '#test/support/policies.ts'
import { admissionRequest, admissionReview, pod, uid } from '#test/support/review.ts'
import { certificateSource, isOver, testCertificates } from '#test/support/test-certificates.ts'
import { waitFor } from '#test/support/wait-for.ts'
import { startWebhook, type Webhook } from '#test/support/webhook.ts'

const policies = `${noLatestTag}---${teamLabel}`
const json = { 'content-type': 'application/json' }

/** The server judges as before. */
async function expectAlive(webhook: Webhook): Promise<void> {
  const good = await webhook.post('/validate', admissionReview())
  expect(good.status).toBe(200)
  expect(good.json.response).toMatchObject({ uid, allowed: true })
  const latest = { ...pod, spec: { containers: [{ name: 'app', image: 'nginx:latest' }] } }
  const bad = await webhook.post('/validate', admissionReview({ object: latest }))
  expect(bad.json.response.allowed).toBe(false)
}

describe('a body that is no review is refused with 400 and says why', () => {
  const { request: _request, ...withoutRequest } = admissionReview()
  test.for([
    { name: 'empty body', body: '', code: 'empty-body', says: 'empty' },
    { name: 'no JSON', body: 'hello', code: 'not-json', says: 'not JSON' },
    { name: 'half a JSON', body: '{"apiVersion":', code: 'not-json', says: 'not JSON' },
    { name: 'a list', body: '[]', code: 'not-a-review', says: 'AdmissionReview' },
    {
      name: 'wrong kind',
      body: JSON.stringify({ ...admissionReview(), kind: 'Pod' }),
      code: 'not-a-review',
      says: '"Pod"',
    },
    {
      name: 'unknown version',
      body: JSON.stringify({ ...admissionReview(), apiVersion: 'admission.k8s.io/v7' }),
      code: 'unknown-version',
      says: 'admission.k8s.io/v7',
    },
    {
      name: 'no request',
      body: JSON.stringify(withoutRequest),
      code: 'no-request',
      says: 'no request',
    },
    {
      name: 'no uid',
      body: JSON.stringify(admissionReview({ uid: undefined })),
      code: 'no-uid',
      says: 'uid',
    },
    {
      name: 'empty uid',
      body: JSON.stringify(admissionReview({ uid: '' })),
      code: 'no-uid',
      says: 'uid',
    },
    {
      name: 'uid is a number',
      body: JSON.stringify(admissionReview({ uid: 7 })),
      code: 'no-uid',
      says: 'uid',
    },
    {
      name: 'unknown operation',
      body: JSON.stringify(admissionReview({ operation: 'PATCH' })),
      code: 'bad-field',
      says: 'request.operation',
    },
    {
      name: 'object is a text',
      body: JSON.stringify(admissionReview({ object: 'x' })),
      code: 'bad-field',
      says: 'request.object',
    },
    {
      name: 'invalid UTF-8',
      body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
      code: 'not-utf-8',
      says: 'UTF-8',
    },
  ])('$name', async ({ body, code, says }) => {
    const webhook = await startWebhook({ policies })
    for (const path of ['/validate', '/mutate']) {
      const answer = await webhook.post(path, body)
      expect(answer.status).toBe(400)
      expect(answer.headers['content-type']).toMatch('application/json')
      expect(answer.json.response).toMatchObject({
        allowed: false,
        status: { code: 400, reason: 'BadRequest' },
      })
      expect(answer.json.response.status.message).toContain(says)
    }
    expect(webhook.events).toEqual([`refused ${code}`, `refused ${code}`])
    await expectAlive(webhook)
  })
})

describe('a request that is no POST of JSON to a door', () => {
  test.for([
    {
      name: 'wrong content type',
      method: 'POST',
      path: '/validate',
      headers: { 'content-type': 'text/plain' },
      status: 415,
      code: 'wrong-content-type',
    },
    {
      name: 'no content type',
      method: 'POST',
      path: '/mutate',
      headers: {},
      status: 415,
      code: 'wrong-content-type',
    },
    {
      name: 'GET',
      method: 'GET',
      path: '/validate',
      headers: {},
      status: 405,
      code: 'method-not-allowed',
    },
    {
      name: 'PUT',
      method: 'PUT',
      path: '/mutate?timeout=1s',
      headers: json,
      status: 405,
      code: 'method-not-allowed',
    },
    {
      name: 'unknown path',
      method: 'POST',
      path: '/admit',
      headers: json,
      status: 404,
      code: 'not-found',
    },
    {
      name: 'broken path',
      method: 'POST',
      path: '/%ff',
      headers: json,
      status: 400,
      code: 'bad-request',
    },
  ])('$name', async ({ method, path, headers, status, code }) => {
    const webhook = await startWebhook({ policies })
    const body = method === 'GET' ? {} : { body: JSON.stringify(admissionReview()) }
    const answer = await webhook.send({ method, path, headers, ...body })
    expect(answer.status).toBe(status)
    expect(answer.json).toMatchObject({ code, message: expect.stringMatching(/\w+/) })
    expect(answer.headers['allow']).toBe(status === 405 ? 'POST' : undefined)
    expect(webhook.events).toEqual([`refused ${code}`])
    await expectAlive(webhook)
  })

  test('an empty body with a content type is told from no JSON', async () => {
    const webhook = await startWebhook({ policies })
    const answer = await webhook.send({ method: 'POST', path: '/validate', headers: json })
    expect(answer.status).toBe(400)
    expect(webhook.events).toEqual(['refused empty-body'])
  })
})

describe('sizes', () => {
  const limit = 7 * 1024 ** 2
  const reviewOf = (bytes: number): string => {
    const empty = JSON.stringify(admissionReview({ options: { note: '' } }))
    return JSON.stringify(admissionReview({ options: { note: 'x'.repeat(bytes - empty.length) } }))
  }

  test('a review of 7 MiB is judged', async () => {
    const webhook = await startWebhook({ policies })
    const body = reviewOf(limit)
    expect(body.length).toBe(limit)
    const answer = await webhook.post('/validate', body)
    expect(answer.json.response).toMatchObject({ uid, allowed: true })
  })

  test.for([
    { name: 'with its length', headers: json },
    { name: 'in chunks', headers: { ...json, 'transfer-encoding': 'chunked' } },
  ])('a review of 7 MiB and 1 byte is too large, sent $name', async ({ headers }) => {
    const webhook = await startWebhook({ policies })
    const body = reviewOf(limit + 1)
    const answer = await webhook.send({ method: 'POST', path: '/validate', headers, body })
    expect(answer.status).toBe(413)
    expect(answer.json).toEqual({
      code: 'body-too-large',
      message: `the body is larger than ${limit} bytes`,
    })
    expect(webhook.events).toEqual(['refused body-too-large'])
    await expectAlive(webhook)
  })
})

describe('reviews that are right and strange are answered', () => {
  const nested = (depth: number): string => {
    const marker = '"DEEP"'
    const deep = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
    return JSON.stringify(admissionReview({ object: { ...pod, status: 'DEEP' } })).replace(
      marker,
      deep,
    )
  }
  const withLabels = (labels: string): string =>
    JSON.stringify(
      admissionReview({ object: { ...pod, metadata: { ...pod.metadata, labels: 'LABELS' } } }),
    ).replace('"LABELS"', labels)
  const label = { op: 'add', path: '/metadata/labels', value: { team: 'shop' } }

  test.for([
    {
      name: 'object is null on CREATE',
      body: JSON.stringify(admissionReview({ object: null })),
      validate: { allowed: true },
      patch: undefined,
    },
    {
      name: '10,000 levels of nesting',
      body: nested(10_000),
      validate: { allowed: true },
      patch: [label],
    },
    {
      name: 'keys of every object in JavaScript',
      body: withLabels('{"__proto__":"a","constructor":"b","toString":"c","length":"d"}'),
      validate: { allowed: true },
      patch: [{ op: 'add', path: '/metadata/labels/team', value: 'shop' }],
    },
    {
      name: 'a label that is an integer beyond 2^53',
      body: withLabels('{"n":9007199254740993,"m":-9223372036854775808}'),
      validate: { allowed: true },
      patch: [{ op: 'add', path: '/metadata/labels/team', value: 'shop' }],
    },
    {
      name: 'v1beta1',
      body: JSON.stringify({ ...admissionReview(), apiVersion: 'admission.k8s.io/v1beta1' }),
      validate: { allowed: true },
      patch: [label],
    },
    {
      name: 'unknown fields',
      body: JSON.stringify(admissionReview({ unknown: { a: [1] } })),
      validate: { allowed: true },
      patch: [label],
    },
  ])('$name', async ({ body, validate, patch }) => {
    const webhook = await startWebhook({ policies })
    const validated = await webhook.post('/validate', body)
    expect(validated.status).toBe(200)
    expect(validated.json).toMatchObject({
      kind: 'AdmissionReview',
      response: { uid, ...validate },
    })
    const mutated = await webhook.post('/mutate', body)
    expect(mutated.status).toBe(200)
    expect(mutated.json).toMatchObject({
      kind: 'AdmissionReview',
      response: { uid, allowed: true },
    })
    expect(patchOf(mutated.json)).toEqual(patch)
    await expectAlive(webhook)
  })
})

/** The decoded patch of a review's response. */
function patchOf(review: { response: { patch?: string } }): unknown {
  const { patch } = review.response
  return patch === undefined ? undefined : JSON.parse(Buffer.from(patch, 'base64').toString())
}

describe('connections', () => {
  test('plain HTTP on the TLS port is closed without an answer', async () => {
    const webhook = await startWebhook({ policies })
    const socket = connectTcp(webhook.port, '127.0.0.1')
    const received: Buffer[] = []
    socket.on('data', (chunk) => received.push(chunk))
    socket.on('error', () => undefined)
    socket.write('POST /validate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}')
    await new Promise((resolve) => socket.on('close', resolve))
    expect(Buffer.concat(received).toString()).not.toContain('HTTP/1.1')
    expect(webhook.events).toEqual(['connection ERR_SSL_HTTP_REQUEST'])
    await expectAlive(webhook)
  })

  test('bytes that are no HTTP are answered and closed', async () => {
    const webhook = await startWebhook({ policies })
    const text = await talk(webhook, 'hello\r\n\r\n')
    expect(text).toMatch(/^HTTP\/1\.1 400 /)
    expect(text).toContain('"not-http"')
    await expectAlive(webhook)
  })

  test('a client that sends a byte a second is cut off, others are served meanwhile', async () => {
    const webhook = await startWebhook({ policies, limits: { requestMs: 300 } })
    const body = JSON.stringify({ request: admissionRequest() })
    const slow = connectTls({ port: webhook.port, host: '127.0.0.1', ca: webhook.authority })
    slow.on('error', () => undefined)
    const received: string[] = []
    slow.on('data', (chunk) => received.push(chunk.toString()))
    slow.write(
      `POST /validate HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
    )
    const ended = new Promise((resolve) => slow.on('close', resolve))
    const startedAt = performance.now()
    let open = true
    void ended.then(() => {
      open = false
    })
    for (const letter of body) {
      if (!open) break
      slow.write(letter)
      await expectAlive(webhook)
      await setTimeout(100)
    }
    await ended
    expect(performance.now() - startedAt).toBeLessThan(3_000)
    expect(received.join('')).toMatch(/^HTTP\/1\.1 408 /)
    expect(webhook.events).toContain('refused request-timeout')
    await expectAlive(webhook)
  })

  test('an expired certificate is still served: who does not check it gets an answer', async () => {
    const { leaf } = await testCertificates(isOver)
    const webhook = await startWebhook({ policies, tls: { certificates: certificateSource(leaf) } })
    await expect(webhook.post('/validate', admissionReview())).rejects.toThrow(
      /expired|certificate/,
    )
    const body = JSON.stringify(admissionReview())
    const text = await talk(
      webhook,
      `POST /validate HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    expect(text).toMatch(/^HTTP\/1\.1 200 /)
    expect(text).toContain(`"uid":"${uid}"`)
  })

  test('a client that hangs up in the middle of its request is forgotten', async () => {
    const webhook = await startWebhook({ policies })
    const socket = connectTls({ port: webhook.port, host: '127.0.0.1', ca: webhook.authority })
    socket.write(
      'POST /validate HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"a"',
    )
    await setTimeout(50)
    socket.destroy()
    await waitFor(
      () =>
        (webhook.app.server as unknown as { _connections: number })._connections === 0 || undefined,
    )
    await expectAlive(webhook)
  })
})

/** Sends bytes over TLS without checking the certificate, and answers all that comes back. */
async function talk(webhook: Webhook, text: string): Promise<string> {
  const socket = connectTls({ port: webhook.port, host: '127.0.0.1', rejectUnauthorized: false })
  const received: Buffer[] = []
  socket.on('data', (chunk) => received.push(chunk))
  socket.write(text)
  await new Promise((resolve) => socket.on('close', resolve))
  return Buffer.concat(received).toString()
}
