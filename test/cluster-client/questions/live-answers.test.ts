import { describe, expect, test } from 'vitest'
import type { ServedResource } from '#src/cluster/discovery.ts'
import { pause } from '#src/cluster/pause.ts'
import { expiringMap } from '#src/cluster/questions/expiring-map.ts'
import { type LiveAnswers, liveAnswers } from '#src/cluster/questions/live-answers.ts'
import { type JsonObject, type Question, questionKey } from '#src/core/index.ts'
import { type MemoryConnection, memoryCluster, type Says } from '#test/support/memory-cluster.ts'

interface Asking {
  readonly ask: LiveAnswers
  readonly connection: MemoryConnection
  readonly asked: readonly string[]
  /** `access asked`, once for each question. */
  readonly counted: readonly string[]
}

function asking(options: { readonly says?: Says; readonly keepMs?: number } = {}): Asking {
  const cluster = memoryCluster(options.says ?? allowing)
  cluster.write('/api/v1/namespaces/shop', { metadata: { name: 'shop' } })
  cluster.write('/apis/example.com/v1/namespaces/shop/limits/low', { metadata: { name: 'low' } })
  const counted: string[] = []
  const connection = cluster.connect()
  const observer = {
    answered: (kind: string, from: string) => void counted.push(`${kind} ${from}`),
  }
  const { keepMs } = options
  const ask = liveAnswers(
    { connection, find: findLimits },
    { observer, ...(keepMs === undefined ? {} : { keepMs }) },
  )
  return { ask, connection, asked: cluster.asked, counted }
}

const limits: ServedResource = {
  group: 'example.com',
  version: 'v1',
  apiVersion: 'example.com/v1',
  resource: 'limits',
  kind: 'Limit',
  namespaced: true,
  verbs: ['get'],
}

function findLimits(apiVersion: string, kind: string): ServedResource | undefined {
  return apiVersion === limits.apiVersion && kind === limits.kind ? limits : undefined
}

function param(kind: string, name: string): Question {
  return {
    kind: 'param',
    paramKind: { apiVersion: 'example.com/v1', kind },
    namespace: 'shop',
    name,
  }
}

/** Lets alice do everything. */
function allowing(method: string, path: string, body?: JsonObject): JsonObject | undefined {
  if (method !== 'POST' || !path.endsWith('/subjectaccessreviews')) return undefined
  const spec = body?.['spec'] as JsonObject
  return { status: { allowed: spec['user'] === 'alice' } }
}

function mayGet(user: string, name = 'x'): Question {
  return {
    kind: 'access',
    spec: { user, resourceAttributes: { verb: 'get', resource: 'pods', name } },
  }
}

const shop: Question = { kind: 'namespace', name: 'shop' }
const podsOfShop: Question = { kind: 'pods', namespace: 'shop' }

async function answerTo(ask: LiveAnswers, question: Question, ms = 1_000) {
  return (await ask([question], ms)).get(questionKey(question))
}

describe('answers', () => {
  test.for([
    {
      name: 'yes',
      question: mayGet('alice'),
      answer: { kind: 'reviewed', status: { allowed: true } },
    },
    {
      name: 'no',
      question: mayGet('bob'),
      answer: { kind: 'reviewed', status: { allowed: false } },
    },
    {
      name: 'a namespace',
      question: shop,
      answer: { kind: 'found', object: { metadata: { name: 'shop', resourceVersion: '101' } } },
    },
    {
      name: 'a namespace that does not exist',
      question: { kind: 'namespace', name: 'nowhere' },
      answer: {
        kind: 'failed',
        message: 'namespace "nowhere" is not known: the cluster does not have it',
      },
    },
    {
      name: 'a param',
      question: param('Limit', 'low'),
      answer: { kind: 'found', object: { metadata: { name: 'low', resourceVersion: '102' } } },
    },
    { name: 'no such param', question: param('Limit', 'high'), answer: { kind: 'missing' } },
    { name: 'no such kind', question: param('Bound', 'low'), answer: { kind: 'missing' } },
    { name: 'Pods', question: podsOfShop, answer: { kind: 'listed', objects: [] } },
  ] as const)('$name', async ({ question, answer }) => {
    const { ask } = asking()
    expect(await answerTo(ask, question)).toEqual(answer)
  })

  test('what several ask at the same time is asked once', async () => {
    const { ask, asked, counted } = asking()
    await Promise.all([ask([mayGet('alice'), shop], 1_000), ask([shop, mayGet('alice')], 1_000)])
    expect(asked).toHaveLength(2)
    expect([...counted].sort()).toEqual([
      'access asked',
      'access shared',
      'namespace asked',
      'namespace shared',
    ])
  })

  test('what somebody may do is kept for its time, a namespace is not', async () => {
    const { ask, asked, counted } = asking({ keepMs: 150 })
    const both = [mayGet('bob'), shop]
    await ask(both, 1_000)
    await ask(both, 1_000)
    expect(counted).toEqual(['access asked', 'namespace asked', 'access kept', 'namespace asked'])
    await pause(200)
    await ask(both, 1_000)
    expect(asked.filter((line) => line.startsWith('POST'))).toHaveLength(2)
  })

  test('what is very long is not kept', async () => {
    const { ask, counted } = asking()
    const long = mayGet('alice', 'x'.repeat(20_000))
    await ask([long], 1_000)
    await ask([long], 1_000)
    expect(counted).toEqual(['access asked', 'access asked'])
  })
})

describe('where there is no answer, it is said why', () => {
  test('the API server is gone; it is not kept', async () => {
    const { ask, connection, counted } = asking()
    connection.turn('gone')
    expect(await answerTo(ask, mayGet('alice'))).toEqual({
      kind: 'failed',
      message: 'it is not known whether user "alice" may get pods "x": the cluster does not answer',
    })
    connection.turn('there')
    expect(await answerTo(ask, mayGet('alice'))).toMatchObject({ kind: 'reviewed' })
    expect(counted).toEqual(['access failed', 'access asked'])
  })

  test('it says nothing: the answer comes before the time is over, and the request is given up', async () => {
    const { ask, connection, asked } = asking()
    connection.turn('silent')
    const began = performance.now()
    const answer = await answerTo(ask, podsOfShop, 400)
    expect(performance.now() - began).toBeLessThan(400)
    expect(answer).toEqual({
      kind: 'failed',
      message: 'the pods of namespace "shop" are not known: the time of the request is over',
    })
    connection.turn('there')
    expect(await answerTo(ask, podsOfShop)).toMatchObject({ kind: 'listed' })
    expect(asked).toHaveLength(2)
  })

  test('one with little time does not end the question of one with more', async () => {
    const { ask, connection, asked } = asking()
    connection.turn('silent')
    const hasty = answerTo(ask, shop, 50)
    const patient = answerTo(ask, shop, 800)
    expect(await hasty).toMatchObject({ kind: 'failed' })
    await pause(50)
    expect(asked).toHaveLength(1)
    expect(await patient).toMatchObject({ kind: 'failed' })
    expect(asked).toHaveLength(1)
  })

  test('many questions to a silent server wait in a line that has an end', async () => {
    const { ask, connection, asked, counted } = asking()
    connection.turn('silent')
    const many = Array.from({ length: 1_100 }, (_, index) => mayGet('alice', `pod-${index}`))
    const answers = [...(await ask(many, 300)).values()]
    expect(asked).toHaveLength(8)
    expect(counted).toHaveLength(1_100)
    const tooMany = answers.filter(
      (answer) => answer.kind === 'failed' && answer.message.includes('too many questions'),
    )
    expect(tooMany).toHaveLength(1_100 - 8 - 1_024)
    connection.turn('there')
    expect(await answerTo(ask, mayGet('alice'))).toMatchObject({ kind: 'reviewed' })
    expect(asked).toHaveLength(9)
  })

  test('the cluster refuses to say', async () => {
    const { ask } = asking({ says: () => ({ status: 'Failure' }) })
    expect(await answerTo(ask, mayGet('alice'))).toEqual({
      kind: 'failed',
      message:
        'it is not known whether user "alice" may get pods "x": the cluster answers with no status',
    })
  })
})

test('a map that forgets holds no more than it may, and drops what was not read for longest', () => {
  const map = expiringMap<number>({ keepMs: 60_000, most: 2 })
  map.set('a', 1)
  map.set('b', 2)
  expect(map.get('a')).toBe(1)
  map.set('c', 3)
  expect([map.get('a'), map.get('b'), map.get('c'), map.size()]).toEqual([1, undefined, 3, 2])
})
