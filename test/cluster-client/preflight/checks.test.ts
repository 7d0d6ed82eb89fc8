import { expect, test } from 'vitest'
import { certificateChain } from '#src/cluster/preflight/certificate-chain.ts'
import { clock } from '#src/cluster/preflight/clock.ts'
import { ownPods } from '#src/cluster/preflight/own-pods.ts'
import { permissions } from '#src/cluster/preflight/permissions.ts'
import { release } from '#src/cluster/preflight/release.ts'
import { rights } from '#src/cluster/preflight/rights.ts'
import type { JsonObject, KubernetesVersion } from '#src/core/index.ts'
import { testCertificates } from '#test/support/test-certificates.ts'
import { type SmallCluster, smallCluster } from '../small-cluster.ts'

function groundOf(cluster: SmallCluster = smallCluster([])) {
  const names = { certificateSecret: 'certificate', lease: 'lease', webhookName: 'hooks' }
  return {
    connection: cluster.connection,
    version: { text: '1.37', nearest: '1.37' as KubernetesVersion },
    place: { namespace: 'sallyport', ...names },
    now: () => new Date(),
  }
}

test.for([
  { name: 'together', aheadMs: 0, outcome: 'ok' },
  { name: 'a few seconds are usual', aheadMs: 4_000, outcome: 'ok' },
  { name: 'ahead', aheadMs: 60_000, outcome: 'warning' },
  { name: 'behind', aheadMs: -60_000, outcome: 'warning' },
  { name: 'so far ahead that no certificate holds', aheadMs: 4_000_000, outcome: 'problem' },
])('clocks: $name', async ({ aheadMs, outcome }) => {
  const now = () => new Date(Date.now() + aheadMs)
  expect(await clock.run({ ...groundOf(), now })).toMatchObject([{ outcome }])
})

test.for([
  { text: '1.37', nearest: '1.37', outcome: 'ok' },
  { text: '1.40', nearest: '1.37', outcome: 'warning' },
  { text: '1.20', nearest: '1.28', outcome: 'problem' },
] as const)('release $text', async ({ outcome, ...version }) => {
  expect(await release.run({ ...groundOf(), version })).toMatchObject([{ outcome }])
})

const hooks = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/hooks'

function webhook(more: JsonObject): JsonObject {
  const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['pods'] }]
  return { name: 'a.sallyport.dev', rules, ...more }
}

const notOurs = {
  matchExpressions: [
    { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['sallyport'] },
  ],
}

test.for([
  { name: 'it fails closed everywhere', given: {}, outcome: 'problem' },
  { name: 'it fails open', given: { failurePolicy: 'Ignore' }, outcome: 'ok' },
  { name: 'it leaves the namespace out', given: { namespaceSelector: notOurs }, outcome: 'ok' },
  {
    name: 'it is for another resource',
    given: { rules: [{ apiGroups: ['apps'], operations: ['*'], resources: ['deployments'] }] },
    outcome: 'ok',
  },
  {
    name: 'it is for objects with a label',
    given: { objectSelector: { matchLabels: { a: 'b' } } },
    outcome: 'ok',
  },
])('own Pods: $name', async ({ given, outcome }) => {
  const cluster = smallCluster([])
  cluster.objects.set(hooks, { webhooks: [webhook(given)] })
  expect(await ownPods.run(groundOf(cluster))).toMatchObject([{ outcome }])
})

test('the certificate and the caBundle', async () => {
  const [ours, others] = [await testCertificates(), await testCertificates()]
  const cluster = smallCluster([])
  const outcome = async () => (await certificateChain.run(groundOf(cluster)))[0]?.outcome
  expect(await outcome()).toBe('ok')
  const certificate = Buffer.from(ours.leaf.certificate).toString('base64')
  const secret = '/api/v1/namespaces/sallyport/secrets/certificate'
  cluster.objects.set(secret, { data: { 'tls.crt': certificate } })
  const trusting = (pem: string) => {
    const caBundle = Buffer.from(pem).toString('base64')
    cluster.objects.set(hooks, { webhooks: [webhook({ clientConfig: { caBundle } })] })
  }
  trusting(ours.authority.certificate)
  expect(await outcome()).toBe('ok')
  trusting(others.authority.certificate)
  expect(await outcome()).toBe('problem')
})

test('rights that are missing are told one by one', async () => {
  const { connection, ...ground } = groundOf()
  const asked: JsonObject[] = []
  const post = async (_: string, body: JsonObject): Promise<JsonObject> => {
    const spec = body['spec'] as { readonly resourceAttributes: JsonObject }
    asked.push(spec.resourceAttributes)
    return { status: { allowed: spec.resourceAttributes['resource'] !== 'leases' } }
  }
  const found = await permissions.run({ ...ground, connection: { ...connection, post } })
  expect(found.map(({ outcome, message }) => `${outcome}: ${message}`)).toEqual([
    'problem: the right to get leases.coordination.k8s.io "lease" in namespace sallyport is missing (which server leads)',
    'problem: the right to update leases.coordination.k8s.io "lease" in namespace sallyport is missing (which server leads)',
    'problem: the right to create leases.coordination.k8s.io in namespace sallyport is missing (which server leads)',
  ])
  expect(asked).toHaveLength(rights.length)
})
