import { expect, onTestFinished, test } from 'vitest'
import { type ReportObserver, reportController } from '#src/cluster/reports/report-controller.ts'
import { createSnapshot, type JsonObject, loadPolicies, type Snapshot } from '#src/core/index.ts'
import { waitFor } from '#test/support/wait-for.ts'
import { type SmallCluster, smallCluster } from '../small-cluster.ts'

const reports = [
  { group: 'openreports.io', resource: 'reports', kind: 'Report', namespaced: true },
  { group: 'openreports.io', resource: 'clusterreports', kind: 'ClusterReport', namespaced: false },
].map((one) => ({ ...one, version: 'v1alpha1' }))

const kinds = [
  { group: '', version: 'v1', resource: 'configmaps', kind: 'ConfigMap', namespaced: true },
  { group: '', version: 'v1', resource: 'namespaces', kind: 'Namespace', namespaced: false },
  { group: '', version: 'v1', resource: 'pods', kind: 'Pod', namespaced: true },
]

function rule(name: string, resource: string, expression: string): string {
  return `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: ${name}, annotations: {sallyport.dev/category: Order, sallyport.dev/severity: high}}
spec:
  matchConstraints:
    resourceRules:
      - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [${resource}]}
  validations: [{name: good, expression: "${expression}", message: it is not good}]
`
}

const isGood = "object.?data.?good.orValue('') == 'yes'"

function snapshotOf(...texts: readonly string[]): Snapshot {
  const kubernetesVersion = '1.37'
  const text = texts.join('---')
  const { policies } = loadPolicies([{ name: 'a.yaml', text }], { kubernetesVersion })
  return createSnapshot({ policies, kubernetesVersion }).snapshot
}

function configMap(name: string, good: string, namespace = 'shop'): [string, JsonObject] {
  const metadata = { name, namespace, uid: `uid-${name}` }
  return [`/api/v1/namespaces/${namespace}/configmaps/${name}`, { metadata, data: { good } }]
}

function pod(name: string, owner: JsonObject): [string, JsonObject] {
  const labels = { 'pod-template-hash': '5d9c' }
  const ownerReferences = [{ ...owner, controller: true }]
  const metadata = { name, namespace: 'shop', uid: name, labels, ownerReferences }
  return [`/api/v1/namespaces/shop/pods/${name}`, { metadata, spec: { containers: [] } }]
}

interface Told {
  readonly totals: unknown[]
  readonly scanned: string[]
  readonly written: unknown[]
  readonly reports: boolean[]
  readonly failed: string[]
  readonly unscanned: unknown[]
}

/** Runs until the test ends; every look is soon. */
function running(
  cluster: SmallCluster,
  start: Snapshot,
  { everyMs = 3_600_000 }: { readonly everyMs?: number } = {},
) {
  const told: Told = {
    ...{ totals: [], scanned: [], written: [], reports: [], failed: [], unscanned: [] },
  }
  const observer: ReportObserver = {
    totals: (totals) => told.totals.push(totals),
    scanned: (resource, objects) => told.scanned.push(`${resource} ${objects}`),
    written: (written) => told.written.push(written),
    reports: (areThere) => told.reports.push(areThere),
    failed: (message) => told.failed.push(message),
    unscanned: (policies) => told.unscanned.push(policies),
  }
  const state = { snapshot: start }
  const ending = new AbortController()
  const options = {
    ...{ observer, everyMs, perSecond: 100_000, lookMs: 5, now: () => new Date('2026-01-01') },
    ...{ snapshot: () => state.snapshot, answer: async () => new Map() },
    backOff: { leastMs: 1, mostMs: 5 },
  }
  const ended = reportController(cluster.connection, options).run(ending.signal)
  onTestFinished(async () => {
    ending.abort()
    await ended
  })
  return { told, use: (snapshot: Snapshot) => (state.snapshot = snapshot) }
}

const path = '/apis/openreports.io/v1alpha1/namespaces/shop/reports/sallyport'
const written = (cluster: SmallCluster) => cluster.asked.filter((one) => one.startsWith('APPLY'))

test('a finding stands in the report of its namespace', async () => {
  const cluster = smallCluster([...kinds, ...reports])
  cluster.objects.set(...configMap('a', 'no'))
  cluster.objects.set(...configMap('b', 'yes'))
  const { told } = running(cluster, snapshotOf(rule('order', 'configmaps', isGood)))
  await waitFor(() => told.written.length === 1)
  expect(cluster.objects.get(path)).toEqual({
    apiVersion: 'openreports.io/v1alpha1',
    kind: 'Report',
    metadata: {
      name: 'sallyport',
      namespace: 'shop',
      labels: {
        'app.kubernetes.io/managed-by': 'sallyport',
        'app.kubernetes.io/part-of': 'sallyport',
      },
      annotations: { 'sallyport.dev/digest': expect.stringMatching(/^[0-9a-f]{32}$/) },
    },
    source: 'sallyport',
    summary: { pass: 0, fail: 1, warn: 0, error: 0, skip: 0 },
    results: [
      {
        source: 'sallyport',
        policy: 'order',
        rule: 'good',
        category: 'Order',
        severity: 'high',
        result: 'fail',
        scored: true,
        resources: [
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            namespace: 'shop',
            name: 'a',
            uid: 'uid-a',
          },
        ],
        message: 'it is not good',
        properties: { policyKind: 'ValidatingRule' },
        timestamp: { seconds: 1767225600, nanos: 0 },
      },
    ],
  })
  expect(told.scanned).toEqual(['configmaps 2'])
  expect(told.totals).toEqual([
    [{ policyKind: 'ValidatingRule', policy: 'order', result: 'fail', count: 1 }],
  ])
})

test('a report is written when something changed, and goes when nothing is found any more', async () => {
  const cluster = smallCluster([...kinds, ...reports])
  cluster.objects.set(...configMap('a', 'no'))
  const snapshot = snapshotOf(rule('order', 'configmaps', isGood))
  const { told } = running(cluster, snapshot, { everyMs: 10 })
  await waitFor(() => told.written.length >= 4)
  expect(written(cluster)).toHaveLength(1)
  cluster.objects.set(...configMap('a', 'yes'))
  await waitFor(() => !cluster.objects.has(path))
  expect(written(cluster)).toHaveLength(1)
})

test('a changed policy has only those resources scanned about which it decides', async () => {
  const cluster = smallCluster([...kinds, ...reports])
  const loading = { kubernetesVersion: '1.37' } as const
  const both = loadPolicies(
    [
      { name: 'a.yaml', text: rule('order', 'configmaps', isGood) },
      { name: 'b.yaml', text: rule('spaces', 'namespaces', 'true') },
    ],
    loading,
  ).policies
  const changed = loadPolicies(
    [{ name: 'b.yaml', text: rule('spaces', 'namespaces', 'false') }],
    loading,
  ).policies.policies
  const [order] = both.policies
  const next = { ...both, policies: [...(order === undefined ? [] : [order]), ...changed] }
  const { told, use } = running(cluster, createSnapshot({ policies: both }).snapshot)
  await waitFor(() => told.written.length === 1)
  use(createSnapshot({ policies: next }).snapshot)
  await waitFor(() => told.written.length === 2)
  expect(told.scanned).toEqual(['configmaps 0', 'namespaces 0', 'namespaces 0'])
})

test('a list that breaks off goes on where it was', async () => {
  const cluster = smallCluster([...kinds, ...reports])
  for (let index = 0; index < 250; index++) cluster.objects.set(...configMap(`c${index}`, 'yes'))
  cluster.failing.push({ line: /configmaps.*continue=100/, times: 3, status: undefined })
  const { told } = running(cluster, snapshotOf(rule('order', 'configmaps', isGood)))
  await waitFor(() => told.written.length === 1)
  expect(told.scanned).toEqual(['configmaps 250'])
  const lists = cluster.asked.filter((one) => one.includes('/configmaps?'))
  expect(lists.filter((one) => !one.includes('continue='))).toHaveLength(1)
  expect(told.failed).toHaveLength(3)
})

test('what may not be listed is told, and the rest is scanned', async () => {
  const cluster = smallCluster([...kinds, ...reports])
  cluster.failing.push({ line: /configmaps/, times: 1, status: 403 })
  const policies = [rule('order', 'configmaps', isGood), rule('spaces', 'namespaces', 'true')]
  const { told } = running(cluster, snapshotOf(...policies))
  await waitFor(() => told.written.length === 1)
  expect(told.scanned).toEqual(['namespaces 0'])
  expect(told.failed).toEqual(['configmaps cannot be scanned: answered with 403'])
})

test('without the kinds of reports the totals are there, and it is said once', async () => {
  const cluster = smallCluster(kinds)
  cluster.objects.set(...configMap('a', 'no'))
  const snapshot = snapshotOf(rule('order', 'configmaps', isGood))
  const { told } = running(cluster, snapshot, { everyMs: 10 })
  await waitFor(() => told.totals.length >= 3)
  expect(told.reports).toEqual([false])
  expect(cluster.objects.has(path)).toBe(false)
})

test('the Pods of a Deployment are one finding about it', async () => {
  const cluster = smallCluster([...kinds, ...reports])
  const replicaSet = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-5d9c', uid: 'rs' }
  cluster.objects.set(...pod('web-5d9c-a', replicaSet))
  cluster.objects.set(...pod('web-5d9c-b', replicaSet))
  const { told } = running(cluster, snapshotOf(rule('pods', 'pods', 'false')))
  await waitFor(() => told.written.length === 1)
  const results = cluster.objects.get(path)?.['results']
  expect(results).toMatchObject([
    { resources: [{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' }] },
  ])
})

test('a report holds no more than so many results, and says how many are left out', async () => {
  const cluster = smallCluster([...kinds, ...reports])
  for (let index = 0; index < 620; index++) cluster.objects.set(...configMap(`c${index}`, 'no'))
  const { told } = running(cluster, snapshotOf(rule('order', 'configmaps', isGood)))
  await waitFor(() => told.written.length === 1)
  const report = cluster.objects.get(path)
  expect(report?.['results']).toHaveLength(500)
  expect(report).toMatchObject({
    summary: { fail: 620 },
    metadata: { annotations: { 'sallyport.dev/left-out': '120' } },
  })
})

test('policies that read the user are left out, and it is said', async () => {
  const cluster = smallCluster([...kinds, ...reports])
  cluster.objects.set(...configMap('a', 'no'))
  const reads = rule('who', 'configmaps', "request.userInfo.username == 'me'")
  const { told } = running(cluster, snapshotOf(reads))
  await waitFor(() => told.written.length === 1)
  expect(told.unscanned).toEqual([
    [
      {
        policyKind: 'ValidatingRule',
        policy: 'who',
        why: 'it reads request.userInfo, which nobody knows of what is stored',
      },
    ],
  ])
  expect(told.scanned).toEqual([])
})
