import { describe, expect, test } from 'vitest'
import { type Question, questionKey, type Snapshot } from '#src/core/index.ts'
import { chainOfChecks, namespaceNeedsEnv, noLatestTag, teamLabel } from '#test/support/policies.ts'
import { admissionReview, pod, uid } from '#test/support/review.ts'
import { waitFor } from '#test/support/wait-for.ts'
import { snapshotOf, startWebhook } from '#test/support/webhook.ts'

const latest = { ...pod, spec: { containers: [{ name: 'app', image: 'nginx:latest' }] } }

test('a denial is a 200 with allowed false and the message', async () => {
  const webhook = await startWebhook({ policies: noLatestTag })
  const answer = await webhook.post('/validate?timeout=10s', admissionReview({ object: latest }))
  expect(answer.status).toBe(200)
  expect(answer.headers['content-type']).toMatch(/^application\/json/)
  expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(answer.text)))
  expect(answer.json).toMatchObject({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: { uid, allowed: false },
  })
  expect(answer.json.response.status.message).toContain('images must name a version')
  expect(webhook.events).toEqual(['denied'])
})

test('a mutation is a JSON Patch', async () => {
  const webhook = await startWebhook({ policies: teamLabel })
  const { json } = await webhook.post('/mutate', admissionReview())
  expect(json.response).toMatchObject({ uid, allowed: true, patchType: 'JSONPatch' })
  expect(JSON.parse(Buffer.from(json.response.patch, 'base64').toString())).toEqual([
    { op: 'add', path: '/metadata/labels', value: { team: 'shop' } },
  ])
})

test('content types with a charset are JSON too', async () => {
  const webhook = await startWebhook()
  const answer = await webhook.post('/validate', admissionReview(), {
    'content-type': 'application/json; charset=utf-8',
  })
  expect(answer.status).toBe(200)
})

test('a request keeps the snapshot that it began with, the next one sees the new one', async () => {
  let snapshot = snapshotOf('')
  const webhook = await startWebhook({ doors: { snapshot: () => snapshot } })
  const before = await webhook.post('/validate', admissionReview({ object: latest }))
  snapshot = snapshotOf(noLatestTag)
  const after = await webhook.post('/validate', admissionReview({ object: latest }))
  expect([before.json.response.allowed, after.json.response.allowed]).toEqual([true, false])
})

describe('questions', () => {
  test('a namespace of the context is known', async () => {
    const context = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {env: test}}\n'
    const webhook = await startWebhook({ policies: namespaceNeedsEnv, context })
    const { json } = await webhook.post('/validate', admissionReview())
    expect(json.response.allowed).toBe(true)
  })

  test('another one is not, and the failure policy decides', async () => {
    const webhook = await startWebhook({ policies: namespaceNeedsEnv })
    const { json } = await webhook.post('/validate', admissionReview())
    expect(json.response.allowed).toBe(false)
    expect(json.response.status.message).toContain(
      'namespace "shop" is not known: name it in --context',
    )
  })

  test('an answer that comes later is waited for', async () => {
    const object = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { env: 'test' } },
    }
    const webhook = await startWebhook({
      policies: namespaceNeedsEnv,
      doors: {
        answerQuestions: async () => new Map([['namespace/shop', { kind: 'found', object }]]),
      },
    })
    const { json } = await webhook.post('/validate', admissionReview())
    expect(json.response.allowed).toBe(true)
  })

  test('one answer may raise the next question', async () => {
    const asked: number[] = []
    const answerQuestions = async (questions: readonly Question[]) => {
      asked.push(questions.length)
      const answer = { kind: 'reviewed', status: { allowed: true } } as const
      return new Map(questions.map((question) => [questionKey(question), answer] as const))
    }
    const webhook = await startWebhook({ policies: chainOfChecks, doors: { answerQuestions } })
    const { json } = await webhook.post('/validate', admissionReview())
    expect(json.response.allowed).toBe(true)
    expect(asked).toEqual([1, 1, 1])
  })

  test('after three rounds without an answer the failure policy decides', async () => {
    let asked = 0
    const answerQuestions = async () => {
      asked++
      return new Map()
    }
    const webhook = await startWebhook({ policies: namespaceNeedsEnv, doors: { answerQuestions } })
    const { json } = await webhook.post('/validate', admissionReview())
    expect(asked).toBe(2)
    expect(json.response.allowed).toBe(false)
    expect(json.response.status.message).toContain(
      'open questions (namespace "shop") after 3 rounds',
    )
  })

  test('an open question is said without what the user carries', async () => {
    const webhook = await startWebhook({
      policies: chainOfChecks,
      doors: { answerQuestions: async () => new Map() },
    })
    const userInfo = { username: 'jane', groups: ['dev'], extra: { session: ['s3cret'] } }
    const { json } = await webhook.post('/validate', admissionReview({ userInfo }))
    expect(json.response.status.message).toContain('open questions (whether user "jane" may')
    expect(json.response.status.message).not.toMatch(/s3cret|dev/)
  })

  test('an answer that never comes is not waited for beyond the time-out', async () => {
    const webhook = await startWebhook({
      policies: namespaceNeedsEnv,
      doors: { answerQuestions: () => new Promise(() => undefined) },
    })
    const startedAt = performance.now()
    const { json } = await webhook.post('/validate?timeout=200ms', admissionReview())
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    expect(json.response.allowed).toBe(false)
    expect(json.response.status.message).toContain('deadline')
  })

  test('asking may fail: told, and the failure policy decides', async () => {
    const webhook = await startWebhook({
      policies: namespaceNeedsEnv,
      doors: { answerQuestions: () => Promise.reject(new Error('no route to the API server')) },
    })
    const { status, json } = await webhook.post('/validate', admissionReview())
    expect(status).toBe(200)
    expect(json.response.allowed).toBe(false)
    expect(webhook.events).toEqual(['failed validate Error: no route to the API server', 'denied'])
  })
})

test('an evaluation that takes too long ends at the time-out, as the failure policy says', async () => {
  const slow = noLatestTag.replace(
    /expression: .*/,
    'expression: object.status.list.all(a, object.status.list.all(b, a + b >= 0))',
  )
  const webhook = await startWebhook({ policies: slow })
  const list = Array.from({ length: 20_000 }, (_, index) => index)
  const startedAt = performance.now()
  const body = admissionReview({ object: { ...pod, status: { list } } })
  const { json } = await webhook.post('/validate?timeout=200ms', body)
  expect(performance.now() - startedAt).toBeLessThan(2_000)
  expect(json.response.allowed).toBe(false)
})

describe('a bug', () => {
  /** A snapshot that throws the first few times that somebody looks into it. */
  function brokenSnapshot(times: number): Snapshot {
    const good = snapshotOf(noLatestTag)
    let left = times
    return {
      ...good,
      get index() {
        if (left-- > 0) throw new Error('a bug')
        return good.index
      },
    }
  }

  test.for([
    { name: 'once: the failure policies decide', times: 1, status: 200, failures: 0 },
    { name: 'twice: they are asked again', times: 2, status: 200, failures: 1 },
    { name: 'always: a 500 without a stack', times: 1_000, status: 500, failures: 2 },
  ])('$name', async ({ times, status, failures }) => {
    const snapshot = brokenSnapshot(times)
    const webhook = await startWebhook({ doors: { snapshot: () => snapshot } })
    const answer = await webhook.post('/validate', admissionReview())
    expect(answer.status).toBe(status)
    expect(answer.text).not.toContain('.ts:')
    expect(status === 200 ? answer.json.response.allowed : answer.json.code).toBe(
      status === 200 ? false : 'internal',
    )
    expect(webhook.events.filter((event) => event.startsWith('failed validate'))).toHaveLength(
      failures,
    )
    const next = await webhook.post(
      '/validate',
      admissionReview({ object: null, operation: 'DELETE' }),
    )
    expect(next.status).toBeGreaterThanOrEqual(200)
  })
})

test('while draining, every answer closes its connection', async () => {
  let draining = false
  const webhook = await startWebhook({ doors: { draining: () => draining } })
  const before = await webhook.post('/validate', admissionReview())
  draining = true
  const after = await webhook.post('/validate', admissionReview())
  expect([before.headers['connection'], after.headers['connection']]).toEqual([
    'keep-alive',
    'close',
  ])
})

test('answers are counted as started and ended', async () => {
  const counts = { started: 0, ended: 0 }
  const webhook = await startWebhook({
    doors: {
      observer: {
        started: () => counts.started++,
        ended: () => counts.ended++,
        answered: () => undefined,
        failed: () => undefined,
        refused: () => undefined,
        connectionFailed: () => undefined,
      },
    },
  })
  await Promise.all([
    webhook.post('/validate', admissionReview()),
    webhook.post('/mutate', 'no JSON'),
    webhook.post('/mutate', admissionReview()),
  ])
  await waitFor(() => counts.ended === 3 || undefined)
  expect(counts).toEqual({ started: 3, ended: 3 })
})

test('observers get what was refused with its object, and what was allowed without', async () => {
  const told: unknown[] = []
  const ignored = () => undefined
  const webhook = await startWebhook({
    policies: noLatestTag,
    doors: {
      observer: {
        started: ignored,
        ended: ignored,
        answered: ({ request: { name, object } }) => told.push({ name, object }),
        failed: ignored,
        refused: ignored,
        connectionFailed: ignored,
      },
    },
  })
  await webhook.post('/validate', admissionReview({ name: 'refused', object: latest }))
  await webhook.post('/validate', admissionReview({ name: 'allowed', object: pod }))
  expect(told).toEqual([
    { name: 'refused', object: latest },
    { name: 'allowed', object: null },
  ])
})
