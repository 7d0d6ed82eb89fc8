import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeLeaf } from '#src/certificates/make.ts'
import { bundleInForce } from '#src/cluster/certificates/bundle-in-force.ts'
import { certificateNames } from '#src/cluster/certificates/certificate-names.ts'
import {
  type SecretCertificates,
  secretCertificates,
} from '#src/cluster/certificates/secret-certificates.ts'
import { type Connection, connect } from '#src/cluster/connection.ts'
import { leader, termOf } from '#src/cluster/lease/leader.ts'
import { pause } from '#src/cluster/pause.ts'
import { answerWithoutCluster } from '#src/server/answer-without-cluster.ts'
import { buildServer } from '#src/server/build-server.ts'
import type { Observer } from '#src/server/observer.ts'
import { testCertificates } from '#test/support/test-certificates.ts'
import { snapshotOf } from '#test/support/webhook.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { serviceAccount } from './service-account.ts'
import { eventually } from './wait.ts'

const namespace = 'sallyport'
const secretName = 'sallyport-certificate'
const configuration =
  '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/sallyport'
const secrets = `/api/v1/namespaces/${namespace}/secrets`

/** An authority is due after 12 s, its leaf after 6 s. */
const lifetimes = { authorityMs: 18_000, leafMs: 9_000 }
const pace = { checkMs: 100, waitMs: 100, settleMs: 700, overlapMs: 1_500 }

let cluster: ControlPlane
let admin: Connection
let kubeconfig: string

beforeAll(async () => {
  cluster = await startControlPlane()
  await cluster.createNamespace(namespace)
  await cluster.createNamespace('load')
  admin = await connect({ kubeconfig: cluster.kubeconfig, context: undefined, folder: '.' }, 10_000)
  kubeconfig = await serviceAccount(cluster, { namespace, name: 'replica' }, rights)
})

afterAll(async () => {
  admin?.close()
  await cluster?.stop()
})

/** What this part of Sallyport may do, and has to be allowed. */
const rights = {
  inside: [
    {
      apiGroups: [''],
      resources: ['secrets'],
      resourceNames: [secretName],
      verbs: ['list', 'watch', 'update'],
    },
    { apiGroups: [''], resources: ['secrets'], verbs: ['create'] },
    {
      apiGroups: ['coordination.k8s.io'],
      resources: ['leases'],
      resourceNames: ['sallyport'],
      verbs: ['get', 'update'],
    },
    { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create'] },
  ],
  everywhere: [
    {
      apiGroups: ['admissionregistration.k8s.io'],
      resources: ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'],
      resourceNames: ['sallyport'],
      verbs: ['get'],
    },
  ],
} as const

interface Replica {
  readonly certificates: SecretCertificates
  /** `written STEP`, `problem CODE`, `failed WHY`. */
  readonly events: readonly string[]
  readonly url: string
  readonly stop: () => Promise<void>
}

/** The server with its certificate from the Secret; every call makes a connection of its own, with a handshake. */
async function startReplica(identity: string): Promise<Replica> {
  const connection = await connect({ kubeconfig, context: undefined, folder: '.' }, 5_000)
  const events: string[] = []
  const tell = (what: string) => (why: unknown) => void events.push(`${what} ${String(why)}`)
  const end = new AbortController()
  const certificates = await secretCertificates(connection, {
    namespace,
    name: secretName,
    mode: 'self-managed',
    names: certificateNames({
      service: 'sallyport',
      namespace,
      serverNames: [],
      webhookUrl: 'https://127.0.0.1',
    }),
    lifetimes,
    pace,
    isInForce: bundleInForce(connection, 'sallyport'),
    signal: end.signal,
    observer: {
      written: tell('written'),
      failed: tell('failed'),
      problem: ({ code }) => tell('problem')(code),
    },
  })
  if (certificates === undefined) throw new Error('there is no certificate')
  const snapshot = snapshotOf('')
  const app = buildServer({
    tls: { certificates: certificates.source, minVersion: 'TLSv1.3', clientAuthorities: undefined },
    limits: { bodyBytes: 7 * 1024 ** 2, requestMs: 5_000, keepAliveMs: 5_000 },
    doors: {
      snapshot: () => snapshot,
      answerQuestions: answerWithoutCluster,
      observer: silent,
      now: () => new Date(),
      timeoutMs: 10_000,
      draining: () => true,
    },
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const election = leader(
    connection,
    {
      namespace,
      name: 'sallyport',
      identity,
      term: termOf(3_000),
      observer: {
        acquired: tell('acquired'),
        lost: tell('lost'),
        follows: tell('follows'),
        failed: tell('failed'),
      },
    },
    [certificates.controller],
  )
  const running = election.run(end.signal)
  return {
    certificates,
    events,
    url: `https://127.0.0.1:${port}`,
    stop: async () => {
      end.abort()
      await running
      certificates.source.close()
      await app.close()
      connection.close()
    },
  }
}

const silent: Observer = {
  started: () => undefined,
  ended: () => undefined,
  answered: () => undefined,
  failed: () => undefined,
  refused: () => undefined,
  connectionFailed: () => undefined,
}

let replicas: readonly Replica[] = []

beforeEach(async () => {
  replicas = await Promise.all(['a', 'b'].map(startReplica))
})

afterEach(async () => {
  await Promise.all(replicas.map((replica) => replica.stop()))
  for (const path of [configuration, `${secrets}/${secretName}`]) {
    await admin.remove(path).catch(() => undefined)
  }
})

/** Keeps the webhook configuration in step with what is to be trusted; both replicas are called for each ConfigMap. */
async function keepTrusting(signal: AbortSignal): Promise<void> {
  let written = ''
  while (!signal.aborted) {
    const bundle = replicas[0]?.certificates.trust()
    const pem = bundle?.kind === 'bundle' ? bundle.pem : ''
    if (pem !== '' && pem !== written) {
      await admin.apply(configuration, webhooksOf(pem))
      written = pem
    }
    await pause(50, signal)
  }
}

function webhooksOf(pem: string) {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'sallyport' },
    webhooks: replicas.map(({ url }, index) => ({
      name: `${'ab'[index]}.sallyport.dev`,
      clientConfig: { url: `${url}/validate`, caBundle: Buffer.from(pem).toString('base64') },
      admissionReviewVersions: ['v1'],
      sideEffects: 'None',
      failurePolicy: 'Fail',
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'load' } },
      rules: [
        { apiGroups: [''], apiVersions: ['v1'], resources: ['configmaps'], operations: ['CREATE'] },
      ],
    })),
  }
}

interface Load {
  /** Of requests since the beginning: how many, and what the API server said where it refused one. */
  readonly sent: () => number
  readonly refusals: readonly string[]
  readonly stop: () => Promise<void>
}

/** Fifty requests a second, of each of which both webhooks must have been called. */
async function startLoad(): Promise<Load> {
  const end = new AbortController()
  const trusting = keepTrusting(end.signal)
  const refusals: string[] = []
  let sent = 0
  const send = () =>
    admin.post('/api/v1/namespaces/load/configmaps?dryRun=All', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { generateName: 'load-' },
    })
  await eventually('the webhooks are called', async () => {
    await admin.get(configuration)
    await send()
  })
  await pause(1_000)
  const flying = new Set<Promise<void>>()
  const timer = setInterval(() => {
    sent++
    const one = send().then(
      () => undefined,
      (error: Error) => void refusals.push(error.message),
    )
    flying.add(one)
    void one.then(() => flying.delete(one))
  }, 20)
  return {
    sent: () => sent,
    refusals,
    stop: async () => {
      clearInterval(timer)
      await Promise.all(flying)
      end.abort()
      await trusting
    },
  }
}

/** Calls that the API server says failed. */
async function failedCalls(): Promise<number> {
  const { stdout } = await cluster.kubectl(['get', '--raw', '/metrics'])
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('apiserver_admission_webhook_rejection_count{'))
    .filter((line) => line.includes('error_type="calling_webhook_error"'))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0)
}

function count(event: string): number {
  return replicas.flatMap(({ events }) => events).filter((one) => one === event).length
}

async function untilInStep(): Promise<void> {
  await eventually('the replicas serve what the Secret has', async () => {
    const served = replicas.map(({ certificates: { source } }) => source)
    const { data } = (await admin.get(`${secrets}/${secretName}`)) as {
      data: Record<string, string>
    }
    const kept = Buffer.from(data['tls.crt'] ?? '', 'base64').toString()
    for (const source of served) {
      expect([source.current().certificate, source.problem()]).toEqual([kept, undefined])
    }
  })
}

test('three rotations of the authority at fifty requests a second, without a handshake that fails', async () => {
  const before = await failedCalls()
  const load = await startLoad()
  await eventually(
    'three rotations',
    () => {
      if (count('written forget') < 3) throw new Error(`${replicas.map((one) => one.events)}`)
    },
    100_000,
  )
  await load.stop()
  expect(load.refusals).toEqual([])
  expect(await failedCalls()).toBe(before)
  expect(load.sent()).toBeGreaterThan(1_000)
  expect(
    replicas.flatMap(({ events }) => events.filter((one) => one.startsWith('failed'))),
  ).toEqual([])
}, 140_000)

test('what happens to the Secret under load is mended within seconds, and nobody notices', async () => {
  const { leaf } = await testCertificates()
  const foreign = await testCertificates()
  const over = await makeLeaf(foreign.authority, {
    purpose: 'server',
    names: ['127.0.0.1'],
    notBefore: new Date(Date.now() - 7_200_000),
    notAfter: new Date(Date.now() - 3_600_000),
  })
  const harms: readonly (() => Promise<unknown>)[] = [
    () => admin.remove(`${secrets}/${secretName}`),
    () => change({ 'tls.crt': 'rubbish', 'tls.key': 'rubbish' }),
    () => change({ 'tls.crt': over.certificate, 'tls.key': over.key }),
    () => change({ 'tls.crt': leaf.certificate, 'tls.key': leaf.key }),
    () => change({ 'ca.crt': 'rubbish', 'ca.key': 'rubbish' }),
  ]
  const before = await failedCalls()
  const load = await startLoad()
  for (const harm of harms) {
    const writes = count('written announce') + count('written restore')
    await harm()
    const began = performance.now()
    await eventually('it is mended', () => {
      if (count('written announce') + count('written restore') === writes) throw new Error('no')
    })
    expect(performance.now() - began).toBeLessThan(5_000)
    await untilInStep()
  }
  await load.stop()
  expect(load.refusals).toEqual([])
  expect(await failedCalls()).toBe(before)
}, 100_000)

test('a Secret of somebody else is served and never written', async () => {
  await Promise.all(replicas.map((replica) => replica.stop()))
  await admin.remove(`${secrets}/${secretName}`)
  const own = await testCertificates()
  await admin.post(secrets, {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/tls',
    metadata: { name: secretName },
    data: encoded({
      'tls.crt': own.leaf.certificate,
      'tls.key': own.leaf.key,
      'ca.crt': own.authority.certificate,
    }),
  })
  const events = cluster.followAuditEvents()
  replicas = await Promise.all(['c', 'd'].map(startReplica))
  await eventually(
    'one of them leads',
    () => {
      const events = replicas.flatMap((replica) => replica.events)
      if (!events.some((event) => event.startsWith('acquired '))) throw new Error(`${events}`)
    },
    20_000,
  )
  await change({ 'tls.crt': 'rubbish' })
  await eventually('they say what is wrong', () => {
    for (const { certificates } of replicas) {
      expect(certificates.source.problem()?.code).toBe('not-a-certificate')
      expect(certificates.source.current().certificate).toBe(own.leaf.certificate)
    }
  })
  await pause(1_000)
  const writes = events().filter(
    ({ verb, objectRef, user }) =>
      objectRef?.resource === 'secrets' &&
      user.username.endsWith(':replica') &&
      !['list', 'watch'].includes(verb),
  )
  expect(writes).toEqual([])
}, 60_000)

function change(texts: Readonly<Record<string, string>>): Promise<unknown> {
  return admin.merge(`${secrets}/${secretName}`, { data: encoded(texts) })
}

function encoded(texts: Readonly<Record<string, string>>): Record<string, string> {
  const data = Object.entries(texts).map(
    ([name, text]) => [name, Buffer.from(text).toString('base64')] as const,
  )
  return Object.fromEntries(data)
}
