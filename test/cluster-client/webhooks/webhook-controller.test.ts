import { describe, expect, test } from 'vitest'
import { ClusterError } from '#src/cluster/cluster-error.ts'
import type { Connection } from '#src/cluster/connection.ts'
import { pause } from '#src/cluster/pause.ts'
import { tryGate } from '#src/cluster/webhooks/fail-gate.ts'
import { pacing } from '#src/cluster/webhooks/pacing.ts'
import { webhookController } from '#src/cluster/webhooks/webhook-controller.ts'
import {
  failAnnotation,
  type JsonObject,
  probeAnswer,
  probeLabel,
  valueAt,
  type WebhookTrust,
} from '#src/core/index.ts'
import { waitFor } from '#test/support/wait-for.ts'

const collection = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations'

/** An API server that keeps what is applied; `fails` says which requests it refuses. */
function server(fails: (asked: string) => string | undefined = () => undefined) {
  const objects = new Map<string, JsonObject>()
  const asked: string[] = []
  const answer = async (
    method: string,
    path: string,
    act: () => JsonObject | undefined,
  ): Promise<JsonObject> => {
    asked.push(`${method} ${path}`)
    const refusal = fails(`${method} ${path}`)
    const found = refusal === undefined ? act() : undefined
    if (found !== undefined) return found
    const status = refusal === undefined ? 404 : 403
    throw new ClusterError('https://test', refusal ?? 'not found', {
      status,
      reason: '',
      continueToken: undefined,
      retryAfter: undefined,
    })
  }
  const put = (path: string, object: JsonObject) => {
    objects.set(path, object)
    return object
  }
  const connection: Connection = {
    server: 'https://test',
    get: (path) =>
      path.includes('?')
        ? Promise.resolve({ metadata: { resourceVersion: '1' }, items: [] })
        : answer('GET', path, () => objects.get(path)),
    post: (path, body) => answer('POST', path, () => body),
    put: (path, object) => answer('PUT', path, () => put(path, object)),
    apply: (path, object) => answer('APPLY', path, () => put(path, object)),
    merge: (path, patch) =>
      answer('MERGE', path, () => put(path, { ...objects.get(path), ...patch })),
    remove: (path) => answer('DELETE', path, () => objects.get(path)),
    // biome-ignore lint/correctness/useYield: nobody changes anything
    watch: async function* (_, { signal }) {
      await pause(60_000, signal)
    },
    serverTime: () => new Date(),
    close: () => undefined,
  }
  return { connection, asked, objects }
}

const bundle: WebhookTrust = { kind: 'bundle', pem: 'PEM' }

interface Run {
  readonly connection: Connection
  readonly trust?: () => WebhookTrust | undefined
  readonly objection?: () => Promise<string | undefined>
}

/** Runs a controller until the end of `work`. */
async function running(
  { connection, trust = () => bundle, objection = async () => undefined }: Run,
  work: (told: readonly string[]) => Promise<void>,
): Promise<void> {
  const told: string[] = []
  const ending = new AbortController()
  const run = webhookController(connection, {
    wanted: () => ({ validating: [], mutating: [] }),
    trust,
    objection,
    name: 'sallyport',
    server: { kind: 'url', url: 'https://127.0.0.1:1' },
    namespace: 'sallyport',
    timeoutSeconds: 5,
    observer: {
      wrote: (which, how, mayFail) => void told.push(`wrote ${which} ${how} ${mayFail}`),
      gate: (answer) => void told.push(answer.kind === 'open' ? 'open' : answer.why),
      failed: (message) => void told.push(`failed ${message}`),
    },
    delays: { pollMs: 5, resyncMs: 60_000, gateMs: 20, backOff: { leastMs: 5, mostMs: 50 } },
  }).run(ending.signal)
  try {
    await work(told)
  } finally {
    ending.abort()
    await run
  }
}

describe('the controller', () => {
  test('writes nothing as long as there is no certificate', async () => {
    const { connection, asked } = server()
    await running({ connection, trust: () => undefined }, () => pause(100))
    expect(asked).toEqual([])
  })

  test('goes on where it is refused, and writes as soon as it may', async () => {
    let isAllowed = false
    const { connection } = server((asked) =>
      asked.startsWith('APPLY') && !isAllowed ? 'forbidden' : undefined,
    )
    await running({ connection }, async (told) => {
      await waitFor(() => told.filter((line) => line === 'failed forbidden').length > 2)
      isAllowed = true
      await waitFor(() => told.includes('wrote validating applied false'))
    })
  })

  test('does not open the gate where something speaks against it', async () => {
    const { connection, asked } = server()
    await running({ connection, objection: async () => 'nodes would be refused' }, async (told) => {
      await waitFor(() => told.includes('nodes would be refused'))
      await pause(100)
      expect(told.filter((line) => line === 'nodes would be refused')).toHaveLength(1)
    })
    expect(asked.filter((line) => line.startsWith('POST'))).toEqual([])
  })

  test('remembers from the annotation that the gate was open', async () => {
    const { connection, objects, asked } = server()
    const annotations = { [failAnnotation]: 'true' }
    objects.set(`${collection}/sallyport`, { metadata: { annotations } })
    await running({ connection }, async (told) => {
      await waitFor(() => told.includes('wrote validating applied true'))
    })
    expect(asked.filter((line) => line.startsWith('POST'))).toEqual([])
  })
})

describe('the owner', () => {
  const role = '/apis/rbac.authorization.k8s.io/v1/clusterroles/sallyport-webhooks'
  const owners = (objects: ReadonlyMap<string, JsonObject>) =>
    valueAt(objects.get(`${collection}/sallyport`) ?? {}, ['metadata', 'ownerReferences'])

  test('is the role that lets the servers write, by its uid', async () => {
    const { connection, objects } = server()
    objects.set(role, { metadata: { uid: 'u-1' } })
    await running({ connection }, async (told) => {
      await waitFor(() => told.includes('wrote validating applied false'))
    })
    const name = 'sallyport-webhooks'
    const apiVersion = 'rbac.authorization.k8s.io/v1'
    expect(owners(objects)).toEqual([{ apiVersion, kind: 'ClusterRole', name, uid: 'u-1' }])
  })

  test.for([
    { name: 'there is no such role', refused: '' },
    { name: 'it may not be read', refused: `GET ${role}` },
  ])('is nobody where $name', async ({ refused }) => {
    const { connection, objects } = server((asked) => (asked === refused ? 'no' : undefined))
    await running({ connection }, async (told) => {
      await waitFor(() => told.includes('wrote validating applied false'))
    })
    expect(owners(objects)).toBeUndefined()
  })

  test('is nobody where the cluster lets only those name one who may delete', async () => {
    const { connection, objects } = server()
    objects.set(role, { metadata: { uid: 'u-1' } })
    const { apply } = connection
    const guarded: Connection = {
      ...connection,
      apply: (path, object) => {
        if (JSON.stringify(object).includes('ownerReferences')) throw forbidden()
        return apply(path, object)
      },
    }
    await running({ connection: guarded }, async (told) => {
      await waitFor(() => told.includes('wrote validating applied false'))
    })
    expect(owners(objects)).toBeUndefined()
  })

  function forbidden(): ClusterError {
    const refusal = { status: 403, reason: '', continueToken: undefined, retryAfter: undefined }
    return new ClusterError('https://test', 'cannot set blockOwnerDeletion', refusal)
  }
})

describe('the gate', () => {
  const place = { namespace: 'sallyport', service: 'sallyport' }
  const slicesPath = '/apis/discovery.k8s.io/v1/namespaces/sallyport/endpointslices'

  function answering(
    slices: readonly JsonObject[],
    refusal: (nonce: string) => string,
  ): Connection {
    const { connection } = server()
    return {
      ...connection,
      get: async (path) => (path.startsWith(slicesPath) ? { items: slices } : {}),
      post: async (_, body) => {
        const labels = (body['metadata'] as JsonObject)['labels'] as JsonObject
        const message = refusal(String(labels[probeLabel]))
        if (message === '') return body
        throw new ClusterError('https://test', message, {
          status: 403,
          reason: 'Forbidden',
          continueToken: undefined,
          retryAfter: undefined,
        })
      },
    }
  }

  const ready = [{ endpoints: [{ conditions: { ready: false } }, { conditions: { ready: true } }] }]

  test.for([
    {
      name: 'a replica that answers the probe',
      slices: ready,
      refusal: (nonce: string) => `denied: ${probeAnswer(nonce)} pod-1`,
      open: true,
    },
    {
      name: 'no ready replica',
      slices: [{ endpoints: [{ conditions: { ready: false } }] }],
      refusal: (nonce: string) => probeAnswer(nonce),
      open: false,
    },
    {
      name: 'the answer to another probe',
      slices: ready,
      refusal: () => probeAnswer('other'),
      open: false,
    },
    {
      name: 'a webhook that is not reached',
      slices: ready,
      refusal: () => 'failed calling webhook',
      open: false,
    },
    { name: 'a probe that is let in', slices: ready, refusal: () => '', open: false },
  ])('$name', async ({ slices, refusal, open }) => {
    const answer = await tryGate(answering(slices, refusal), place)
    expect(answer.kind).toBe(open ? 'open' : 'closed')
  })
})

test('corrections in a row are slowed down, and one after a quiet time is not', () => {
  let now = 0
  const pace = pacing({ leastMs: 1_000, mostMs: 60_000 }, () => now)
  const rests = [1, 2, 3].map(() => {
    pace.corrected()
    return pace.restMs()
  })
  expect(rests[0]).toBe(0)
  expect(rests[1]).toBeGreaterThanOrEqual(500)
  expect(rests[2]).toBeGreaterThanOrEqual(1_000)
  now = 200_000
  pace.corrected()
  expect(pace.restMs()).toBe(0)
})
