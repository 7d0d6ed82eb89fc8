import { X509Certificate } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import { chainVerifies } from '#src/certificates/chain-verifies.ts'
import { readChain } from '#src/certificates/read-chain.ts'
import { bundleInForce } from '#src/cluster/certificates/bundle-in-force.ts'
import { certificateNames } from '#src/cluster/certificates/certificate-names.ts'
import { usualPace } from '#src/cluster/certificates/rotation.ts'
import {
  type SecretCertificates,
  type SecretCertificatesOptions,
  secretCertificates,
} from '#src/cluster/certificates/secret-certificates.ts'
import { fieldOf, isObject, type JsonObject } from '#src/core/index.ts'
import {
  type MemoryCluster,
  type MemoryConnection,
  memoryCluster,
} from '#test/support/memory-cluster.ts'
import { dayMs, isOver, testCertificates } from '#test/support/test-certificates.ts'
import { waitFor } from '#test/support/wait-for.ts'

const path = '/api/v1/namespaces/ours/secrets/sallyport-certificate'
const own = await testCertificates()
const { leaf: over } = await testCertificates(isOver)
const quick = { ...usualPace, checkMs: 50, waitMs: 10, settleMs: 20, overlapMs: 60 }

interface Replica extends SecretCertificates {
  readonly connection: MemoryConnection
  /** `written STEP`, `problem CODE`. */
  readonly events: readonly string[]
  readonly lead: () => void
}

async function replicaIn(
  cluster: MemoryCluster,
  options: Partial<SecretCertificatesOptions> = {},
): Promise<Replica> {
  const events: string[] = []
  const connection = cluster.connect()
  const end = new AbortController()
  const opened = await secretCertificates(connection, {
    namespace: 'ours',
    name: 'sallyport-certificate',
    mode: 'self-managed',
    names: ['sallyport.ours.svc'],
    pace: quick,
    isInForce: async () => true,
    signal: end.signal,
    observer: {
      written: (step) => void events.push(`written ${step}`),
      failed: (message) => void events.push(`failed ${message}`),
      problem: ({ code }) => void events.push(`problem ${code}`),
    },
    ...options,
  })
  if (opened === undefined) throw new Error('there is no certificate')
  onTestFinished(() => {
    end.abort()
    opened.source.close()
  })
  const lead = () => {
    const running = opened.controller.run(end.signal)
    onTestFinished(() => {
      end.abort()
      return running
    })
  }
  return { ...opened, connection, events, lead }
}

function dataOf(cluster: MemoryCluster): JsonObject {
  const data = fieldOf(cluster.read(path), 'data')
  return isObject(data) ? data : {}
}

function textIn(cluster: MemoryCluster, name: string): string {
  return Buffer.from(String(dataOf(cluster)[name] ?? ''), 'base64').toString()
}

/** As somebody else. */
function change(cluster: MemoryCluster, texts: Readonly<Record<string, string>>): void {
  const data = Object.entries(texts).map(([name, text]) => [name, base64(text)])
  const secret = cluster.read(path) ?? { metadata: { name: 'sallyport-certificate' } }
  cluster.write(path, { ...secret, data: { ...dataOf(cluster), ...Object.fromEntries(data) } })
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

function pemOf(replica: Replica): string {
  const bundle = replica.trust()
  return bundle?.kind === 'bundle' ? bundle.pem : ''
}

function servesWhatIsTrusted(replica: Replica, now = new Date()): boolean {
  const { certificate } = replica.source.current()
  return chainVerifies(certificate, pemOf(replica), now).kind === 'verifies'
}

describe('at the start', () => {
  test('replicas that start together agree on one certificate', async () => {
    const cluster = memoryCluster()
    const replicas = await Promise.all([1, 2, 3].map(() => replicaIn(cluster)))
    const served = new Set(replicas.map(({ source }) => source.current().certificate))
    expect(served).toEqual(new Set([textIn(cluster, 'tls.crt')]))
    expect(
      replicas.flatMap(({ events }) => events.filter((one) => one.startsWith('written'))),
    ).toEqual(['written begin'])
    expect(replicas.every((one) => servesWhatIsTrusted(one))).toBe(true)
    expect(cluster.read(path)).toMatchObject({
      type: 'kubernetes.io/tls',
      metadata: { labels: { 'app.kubernetes.io/managed-by': 'sallyport' } },
    })
  })

  test.for([
    { name: 'rubbish', texts: { 'tls.crt': 'x', 'tls.key': 'x', 'ca.crt': 'x', 'ca.key': 'x' } },
    { name: 'empty texts', texts: { 'tls.crt': '', 'tls.key': '', 'ca.crt': '', 'ca.key': '' } },
    { name: 'a key that does not fit', texts: { 'tls.key': own.leaf.key } },
    { name: 'no authority', texts: { 'ca.crt': '', 'ca.key': '' } },
  ])('$name in a Secret of ours is replaced by whoever comes first', async ({ texts }) => {
    const cluster = memoryCluster()
    ;(await replicaIn(cluster)).source.close()
    change(cluster, texts)
    const replica = await replicaIn(cluster)
    expect(servesWhatIsTrusted(replica)).toBe(true)
    expect(replica.source.current().certificate).toBe(textIn(cluster, 'tls.crt'))
    expect(replica.source.problem()).toBeUndefined()
  })

  test('the API server is away at first: it is waited for', async () => {
    const cluster = memoryCluster()
    let refusals = 2
    const connection = cluster.connect()
    const get = connection.get
    const flaky = {
      ...connection,
      get: (...asked: Parameters<typeof get>) =>
        refusals-- > 0 ? Promise.reject(new Error('away')) : get(...asked),
    }
    const replica = await replicaIn({ ...cluster, connect: () => flaky })
    expect(replica.events).toEqual([
      'failed away',
      'failed away',
      'problem missing-secret',
      'written begin',
    ])
  })

  test('nothing is answered where the wait is ended', async () => {
    const end = AbortSignal.timeout(50)
    const waiting = replicaIn(memoryCluster(), { mode: 'secret', signal: end })
    await expect(waiting).rejects.toThrow('there is no certificate')
  })
})

describe('what others do to a Secret of ours is mended, and what is served goes on', () => {
  const { leaf } = own
  const rows: readonly { name: string; harm: (cluster: MemoryCluster) => void }[] = [
    { name: 'it is deleted', harm: (cluster) => cluster.remove(path) },
    { name: 'rubbish', harm: (cluster) => change(cluster, { 'tls.crt': 'x', 'tls.key': 'y' }) },
    {
      name: 'a certificate of somebody else',
      harm: (cluster) => change(cluster, { 'tls.crt': leaf.certificate, 'tls.key': leaf.key }),
    },
    {
      name: 'a certificate that is over',
      harm: (cluster) => change(cluster, { 'tls.crt': over.certificate, 'tls.key': over.key }),
    },
    { name: 'the authority is gone', harm: (cluster) => change(cluster, { 'ca.crt': '' }) },
    {
      name: 'the key of the authority is gone',
      harm: (cluster) => change(cluster, { 'ca.key': '' }),
    },
    {
      name: 'all texts are gone',
      harm: (cluster) => cluster.write(path, { ...cluster.read(path), data: null }),
    },
  ]
  test.for(rows)('$name', async ({ harm }) => {
    const cluster = memoryCluster()
    const leader = await replicaIn(cluster)
    const follower = await replicaIn(cluster)
    leader.lead()
    let broken = 0
    const trusted = [pemOf(leader)]
    for (const { onBundle } of [leader, follower]) onBundle(() => trusted.push(pemOf(leader)))
    for (const { source } of [leader, follower]) {
      // what was trusted last verifies what is served next
      source.onChange(({ certificate }) => {
        if (chainVerifies(certificate, trusted.at(-1) ?? '', new Date()).kind !== 'verifies')
          broken++
      })
    }
    harm(cluster)
    await waitFor(() => leader.source.problem() !== undefined || leader.events.length > 1)
    await waitFor(
      () =>
        [leader, follower].every((one) => one.source.problem() === undefined) &&
        leader.source.current().certificate === follower.source.current().certificate &&
        readChain(textIn(cluster, 'ca.crt'))?.length === 1 &&
        textIn(cluster, 'ca.key') !== '',
    )
    expect([servesWhatIsTrusted(leader), servesWhatIsTrusted(follower), broken]).toEqual([
      true,
      true,
      0,
    ])
  })

  test('without a leader nobody writes, and what was good is served on', async () => {
    const cluster = memoryCluster()
    const replica = await replicaIn(cluster)
    const before = replica.source.current()
    cluster.remove(path)
    await waitFor(() => replica.source.problem() !== undefined)
    expect(replica.source.problem()).toEqual({
      code: 'missing-secret',
      message: 'Secret ours/sallyport-certificate does not exist',
    })
    expect(replica.source.current()).toBe(before)
    expect(cluster.read(path)).toBeUndefined()
  })
})

describe('rotation', () => {
  test('a new authority signs only once all webhook configurations trust it', async () => {
    const cluster = memoryCluster()
    const configuration =
      '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/sallyport'
    const trust = (pem: string) =>
      cluster.write(configuration, {
        metadata: { name: 'sallyport' },
        webhooks: [{ clientConfig: { caBundle: base64(pem) } }],
      })
    const isInForce = bundleInForce(cluster.connect(), 'sallyport')
    const leader = await replicaIn(cluster, { isInForce })
    trust(pemOf(leader))
    const before = leader.source.current().certificate
    leader.lead()
    cluster.setClock(300 * dayMs)
    change(cluster, {})
    await waitFor(() => leader.events.includes('written issue'))
    // the certificate was over, so that nothing could wait; its authority is due as well
    await waitFor(() => leader.events.includes('written announce'))
    expect(readChain(pemOf(leader))).toHaveLength(2)
    const issued = leader.source.current().certificate
    expect(issued).not.toBe(before)
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(leader.source.current().certificate).toBe(issued)
    trust(pemOf(leader))
    await waitFor(() => leader.source.current().certificate !== issued)
    await waitFor(() => leader.events.includes('written forget'))
    expect(leader.events).toEqual([
      'problem missing-secret',
      'written begin',
      'problem not-in-time',
      'written issue',
      'written announce',
      'written issue',
      'written forget',
    ])
    expect(servesWhatIsTrusted(leader, new Date(Date.now() + 300 * dayMs))).toBe(true)
  })

  test('the clock that counts is the API server’s', async () => {
    const cluster = memoryCluster()
    cluster.setClock(-1000 * dayMs)
    const replica = await replicaIn(cluster)
    const { notAfter } = replica.source.current()
    expect(notAfter.getTime()).toBeLessThan(Date.now() - 900 * dayMs)
    expect(replica.source.problem()).toBeUndefined()
  })

  test('of two that believe to lead, one writes: the other one sees what is there', async () => {
    const cluster = memoryCluster()
    const both = [await replicaIn(cluster), await replicaIn(cluster)]
    for (const one of both) one.lead()
    cluster.remove(path)
    await waitFor(() => both.some(({ events }) => events.includes('written forget')))
    await waitFor(() => both.every(({ source }) => source.problem() === undefined))
    const announced = both.flatMap(({ events }) =>
      events.filter((one) => one === 'written announce'),
    )
    expect(announced).toHaveLength(1)
    expect(both[0]?.source.current().certificate).toBe(both[1]?.source.current().certificate)
  })
})

describe('a Secret of somebody else', () => {
  const texts = {
    'tls.crt': own.leaf.certificate,
    'tls.key': own.leaf.key,
    'ca.crt': own.authority.certificate,
  }

  test.for([
    { mode: 'self-managed', bundle: { kind: 'bundle', pem: own.authority.certificate } },
    { mode: 'secret', bundle: { kind: 'bundle', pem: own.authority.certificate } },
    { mode: 'cert-manager', bundle: { kind: 'injected', secret: 'ours/sallyport-certificate' } },
  ] as const)('$mode: it is served and never written', async ({ mode, bundle }) => {
    const cluster = memoryCluster()
    change(cluster, texts)
    const replica = await replicaIn(cluster, { mode })
    replica.lead()
    expect(replica.source.current().certificate).toBe(own.leaf.certificate)
    expect(replica.trust()).toEqual(bundle)
    change(cluster, { 'tls.crt': 'rubbish' })
    await waitFor(() => replica.source.problem() !== undefined)
    expect(replica.source.problem()).toEqual({
      code: 'not-a-certificate',
      message:
        'Secret ours/sallyport-certificate (tls.crt) holds no PEM certificate ("-----BEGIN CERTIFICATE-----")',
    })
    expect(replica.source.current().certificate).toBe(own.leaf.certificate)
    expect(textIn(cluster, 'tls.crt')).toBe('rubbish')
    const other = await testCertificates()
    change(cluster, { ...texts, 'tls.crt': other.leaf.certificate, 'tls.key': other.leaf.key })
    await waitFor(() => replica.source.problem()?.code === 'does-not-verify')
    expect(cluster.asked.filter((line) => /^(PUT|POST)/.test(line))).toEqual([])
  })

  test('without an authority of its own it is not known what to trust', async () => {
    const cluster = memoryCluster()
    change(cluster, { ...texts, 'ca.crt': '' })
    const replica = await replicaIn(cluster, { mode: 'secret' })
    expect(replica.trust()).toBeUndefined()
    expect(replica.source.problem()).toBeUndefined()
  })
})

describe('a change arrives', () => {
  test.for([
    { name: 'after the watch ended', cut: (cluster: MemoryCluster) => cluster.cutWatches() },
    {
      name: 'after what came before was compacted',
      cut: (cluster: MemoryCluster) => {
        cluster.compact()
        cluster.cutWatches()
      },
    },
  ])('$name', async ({ cut }) => {
    const cluster = memoryCluster()
    const replica = await replicaIn(cluster)
    await waitFor(() => cluster.asked.some((line) => line.startsWith('WATCH')))
    cut(cluster)
    cluster.remove(path)
    await waitFor(() => replica.source.problem()?.code === 'missing-secret')
  })

  test('after the API server was away', async () => {
    const cluster = memoryCluster()
    const replica = await replicaIn(cluster)
    replica.connection.turn('gone')
    cluster.remove(path)
    await waitFor(() => replica.events.some((event) => event.startsWith('failed')))
    replica.connection.turn('there')
    await waitFor(() => replica.source.problem()?.code === 'missing-secret')
  })
})

test('nobody learns the keys from what is said', async () => {
  const cluster = memoryCluster()
  const replica = await replicaIn(cluster)
  replica.lead()
  change(cluster, { 'tls.crt': 'x' })
  await waitFor(() => replica.events.includes('written restore'))
  expect(JSON.stringify([replica.events, cluster.asked])).not.toContain('PRIVATE')
})

test.for([
  { url: undefined, host: [] },
  { url: 'https://gate.example:8443/base', host: ['gate.example'] },
  { url: 'https://[2001:db8::1]/', host: ['2001:db8::1'] },
  { url: 'nonsense', host: [] },
])('the names of a certificate, with the URL $url', ({ url: webhookUrl, host }) => {
  const names = certificateNames({
    service: 'gate',
    namespace: 'ours',
    serverNames: ['gate', '192.0.2.1'],
    webhookUrl,
  })
  expect(names).toEqual([
    'gate.ours.svc',
    'gate.ours.svc.cluster.local',
    'gate.ours',
    'gate',
    'localhost',
    '192.0.2.1',
    ...host,
  ])
})

test('a bundle is in force where every webhook of both configurations trusts all of it', async () => {
  const cluster = memoryCluster()
  const [one, other] = [await testCertificates(), await testCertificates()].map(({ authority }) =>
    new X509Certificate(authority.certificate).toString(),
  )
  const isInForce = bundleInForce(cluster.connect(), 'sallyport')
  const install = (kind: string, ...bundles: readonly (string | undefined)[]) =>
    cluster.write(`/apis/admissionregistration.k8s.io/v1/${kind}webhookconfigurations/sallyport`, {
      metadata: { name: 'sallyport' },
      webhooks: bundles.map((pem) => ({
        clientConfig: pem === undefined ? {} : { caBundle: base64(pem) },
      })),
    })
  expect(await isInForce(`${one}`)).toBe(true)
  install('validating', one, `${one}${other}`)
  expect([await isInForce(`${one}`), await isInForce(`${other}`)]).toEqual([true, false])
  install('mutating', undefined)
  expect(await isInForce(`${one}`)).toBe(false)
  expect(fieldOf(cluster.read(path) ?? {}, 'data')).toBeUndefined()
})
