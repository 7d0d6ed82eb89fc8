import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Connection, connect } from '#src/cluster/connection.ts'
import { eventRecorder } from '#src/cluster/events/event-recorder.ts'
import { nameOfRight, rights } from '#src/cluster/preflight/rights.ts'
import { reportController } from '#src/cluster/reports/report-controller.ts'
import { preflight } from '#src/commands/preflight.ts'
import {
  admit,
  createSnapshot,
  type JsonObject,
  loadPolicies,
  requestFor,
  type Snapshot,
} from '#src/core/index.ts'
import { run } from '#test/support/run-command.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { eventually } from './wait.ts'

let cluster: ControlPlane
let connection: Connection

beforeAll(async () => {
  cluster = await startControlPlane()
  await cluster.createNamespace('shop')
  await cluster.createNamespace('sallyport')
  await apply(definitions)
  await cluster.kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s'])
  await apply([
    deployment('web', {}),
    configMap('a', { good: 'no' }),
    configMap('b', { good: 'yes' }),
  ])
  const choice = { kubeconfig: cluster.kubeconfig, context: undefined, folder: cluster.folder }
  connection = await connect(choice, 10_000)
})

afterAll(async () => {
  connection?.close()
  await cluster?.stop()
})

function policy(name: string, group: string, resource: string, spec: object) {
  const rule = { apiGroups: [group], apiVersions: ['*'], operations: ['*'], resources: [resource] }
  return {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ValidatingRule',
    metadata: { name },
    spec: { matchConstraints: { resourceRules: [rule] }, ...spec },
  }
}

const good = policy('good', '', 'configmaps', {
  matchConditions: [
    {
      name: 'ours',
      expression: "request.namespace == 'shop' && request.name != 'kube-root-ca.crt'",
    },
  ],
  validations: [
    { expression: "object.?data.?good.orValue('') == 'yes'", message: 'it is not good' },
  ],
})
const restricted = policy('restricted', '', 'pods', {
  podTemplates: true,
  podSecurity: { level: 'restricted' },
})

function snapshotOf(...policies: readonly object[]): Snapshot {
  const kubernetesVersion = '1.37'
  const texts = policies.map((one, index) => ({ name: `${index}.json`, text: JSON.stringify(one) }))
  const loaded = loadPolicies(texts, { kubernetesVersion })
  return createSnapshot({ ...loaded, kubernetesVersion }).snapshot
}

describe('reports', () => {
  const ending = new AbortController()
  let running: Promise<void>
  const failed: string[] = []
  let rounds = 0

  beforeAll(() => {
    const snapshot = snapshotOf(good, restricted)
    const silent = { scanned: () => {}, unscanned: () => {}, written: () => rounds++ }
    const observer = {
      ...silent,
      totals: () => {},
      reports: () => {},
      failed: (m: string) => failed.push(m),
    }
    const options = {
      ...{ observer, everyMs: 300, perSecond: 10_000, lookMs: 100, now: () => new Date() },
      ...{ snapshot: () => snapshot, answer: async () => new Map() },
    }
    running = reportController(connection, options).run(ending.signal)
  })

  afterAll(async () => {
    ending.abort()
    await running
  })

  test('findings appear at the objects that somebody wrote', async () => {
    const report = await eventually('a report', () => reportIn('shop'))
    const subjects = report.results.map(
      ({ policy, resources: [one] }) => `${policy} ${one?.kind} ${one?.name}`,
    )
    expect(new Set(subjects)).toEqual(new Set(['good ConfigMap a', 'restricted Deployment web']))
    expect(report.summary['fail']).toBe(report.results.length)
    expect(failed).toEqual([])
  })

  test('nothing is written as long as nothing changes', async () => {
    const events = cluster.followAuditEvents()
    const before = rounds
    await eventually('three more rounds', () => expect(rounds).toBeGreaterThan(before + 3))
    const written = events().filter(
      ({ objectRef, verb }) =>
        objectRef?.resource?.includes('report') && ['patch', 'update', 'delete'].includes(verb),
    )
    expect(written).toEqual([])
  })

  test('a finding that is mended goes, and so does a report without any', async () => {
    await apply([configMap('a', { good: 'yes' })])
    await eventually('one finding less', async () => {
      const { results } = await reportIn('shop')
      expect(results.filter(({ policy }) => policy === 'good')).toEqual([])
    })
    await cluster.kubectl(['delete', 'deployment', 'web', '-n', 'shop'])
    await eventually('no report', () => expect(reportIn('shop')).rejects.toThrow())
  })
})

describe('events', () => {
  test('denials are counted in one event that kubectl shows, and a dry run leaves none', async () => {
    const observer = { dropped: () => {}, failed: (message: string) => expect.fail(message) }
    const times = { everyMs: 50, repeatMs: 200 }
    const recorder = eventRecorder(connection, { observer, now: () => new Date(), ...times })
    const ending = new AbortController()
    const running = recorder.controller.run(ending.signal)
    const held = await connection.get('/api/v1/namespaces/shop/configmaps/b')
    const refuse = (name: string, dryRun: boolean) => {
      const metadata = { ...(held['metadata'] as JsonObject), name }
      const object = { ...held, metadata, data: { good: 'no' } }
      const update = { operation: 'UPDATE', oldObject: object } as const
      const request = requestFor(object, { door: 'validate', uid: 'u', dryRun, ...update })
      const answer = admit(request, snapshotOf(good), { time: '', answers: new Map() }, () => false)
      if (answer.kind === 'decision') recorder.record(request, answer.decision)
    }
    refuse('tried', true)
    for (let count = 0; count < 5; count++) refuse('b', false)
    await eventually('an event', async () => expect(await described()).toContain('PolicyViolation'))
    for (let count = 0; count < 5; count++) refuse('b', false)
    await eventually('its repetitions', async () => {
      expect(await described()).toMatch(
        /PolicyViolation +.+\(x10 over .+sallyport.dev\/sallyport +UPDATE of ConfigMap refused by good: it is not good/,
      )
    })
    ending.abort()
    await running
    const { stdout } = await cluster.kubectl(['get', 'events', '-n', 'shop', '-o', 'json'])
    const { items } = JSON.parse(stdout) as {
      readonly items: readonly { readonly reason: string }[]
    }
    expect(items.filter(({ reason }) => reason === 'PolicyViolation')).toHaveLength(1)
  })
})

describe('preflight', () => {
  test('with every right all is well', async () => {
    await apply(grants('able', rights))
    const { code, checks } = await flown('able')
    expect(checks.filter(({ outcome }) => outcome !== 'ok')).toEqual([])
    expect(code).toBe(0)
  })

  test('without one it is said which', async () => {
    const some = rights.filter(({ resource, verb }) => resource !== 'leases' || verb !== 'update')
    await apply(grants('unable', some))
    const { code, checks } = await flown('unable')
    expect(checks.filter(({ outcome }) => outcome !== 'ok').map(({ message }) => message)).toEqual([
      'the right to update leases.coordination.k8s.io "sallyport" in namespace sallyport is missing (which server leads)',
    ])
    expect(code).toBe(2)
  })
})

interface Result {
  readonly policy: string
  readonly resources: readonly { readonly kind: string; readonly name: string }[]
}

async function reportIn(namespace: string) {
  const path = `/apis/openreports.io/v1alpha1/namespaces/${namespace}/reports/sallyport`
  const report = await connection.get(path)
  return report as unknown as {
    readonly results: readonly Result[]
    readonly summary: Readonly<Record<string, number>>
  }
}

async function described(): Promise<string> {
  return (await cluster.kubectl(['describe', 'configmap', 'b', '-n', 'shop'])).stdout
}

interface Flown {
  readonly code: number
  readonly checks: readonly { readonly outcome: string; readonly message: string }[]
}

/** As the service account; its policies are those of a file, which needs no right. */
async function flown(account: string): Promise<Flown> {
  writeFileSync(join(cluster.folder, 'policy.json'), JSON.stringify(good))
  const kubeconfig = await kubeconfigOf(account)
  const argv = [
    '--cluster',
    '--kubeconfig',
    kubeconfig,
    '--policies',
    'policy.json',
    '--output',
    'json',
  ]
  const { code, stdout } = await run(preflight, argv, { cwd: cluster.folder })
  return { code, ...(JSON.parse(stdout) as Omit<Flown, 'code'>) }
}

async function kubeconfigOf(account: string): Promise<string> {
  const { stdout: token } = await cluster.kubectl(['create', 'token', account, '-n', 'sallyport'])
  const { stdout } = await cluster.kubectl(['config', 'view', '--raw', '-o', 'json'])
  const config = JSON.parse(stdout) as object
  const path = join(cluster.folder, `${account}.kubeconfig`)
  const users = [{ name: account, user: { token: token.trim() } }]
  const contexts = [{ name: 'test', context: { cluster: 'test', user: account } }]
  writeFileSync(path, JSON.stringify({ ...config, users, contexts }))
  return path
}

/** A service account with the rights. */
function grants(name: string, given: typeof rights): readonly object[] {
  const names = {
    certificateSecret: 'sallyport-certificate',
    lease: 'sallyport',
    webhookName: 'sallyport',
  }
  const ruleOf = (right: (typeof rights)[number]) => {
    const { group, resource, subresource, verb } = right
    const name = nameOfRight(right, names)
    return {
      apiGroups: [group],
      resources: [subresource === undefined ? resource : `${resource}/${subresource}`],
      verbs: [verb],
      ...(name === undefined ? {} : { resourceNames: [name] }),
    }
  }
  const rbac = 'rbac.authorization.k8s.io'
  const subjects = [{ kind: 'ServiceAccount', name, namespace: 'sallyport' }]
  const metadata = { name, namespace: 'sallyport' }
  const role = (kind: 'Role' | 'ClusterRole', rules: readonly object[]) => [
    { apiVersion: `${rbac}/v1`, kind, metadata, rules },
    {
      apiVersion: `${rbac}/v1`,
      kind: `${kind}Binding`,
      metadata,
      subjects,
      roleRef: { apiGroup: rbac, kind, name },
    },
  ]
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    ...role('Role', given.filter(({ where }) => where === 'own-namespace').map(ruleOf)),
    ...role('ClusterRole', given.filter(({ where }) => where === 'cluster').map(ruleOf)),
  ]
}

function configMap(name: string, data: Readonly<Record<string, string>>) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, data }
}

function deployment(name: string, more: object) {
  const labels = { app: name }
  const spec = { containers: [{ name, image: `${name}:1` }], ...more }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec },
    },
  }
}

const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }
const definitions = [
  {
    group: 'openreports.io',
    version: 'v1alpha1',
    kind: 'Report',
    plural: 'reports',
    scope: 'Namespaced',
  },
  {
    group: 'openreports.io',
    version: 'v1alpha1',
    kind: 'ClusterReport',
    plural: 'clusterreports',
    scope: 'Cluster',
  },
].map(({ group, version, kind, plural, scope }) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.${group}` },
  spec: {
    group,
    scope,
    names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
    versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: open } }],
  },
}))

async function apply(items: readonly object[]): Promise<void> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
  const { code, stderr } = await cluster.kubectl(
    ['apply', '--server-side', '--force-conflicts', '-f', '-'],
    { input },
  )
  expect(code, stderr).toBe(0)
}
