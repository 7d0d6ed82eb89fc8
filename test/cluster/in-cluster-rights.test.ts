import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClient } from './api-client.ts'
import { type Grant, grantsOf } from './chart/granted.ts'
import type { Rendered } from './chart/helm.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import {
  type Installation,
  installSallyport,
  leaderOf,
  ownNamespace,
  untilAllReady,
} from './in-cluster/installation.ts'
import { type Steps, stepsWith } from './in-cluster/kubectl-steps.ts'
import { forbidden, type Use, ungranted, unused, usesOf } from './in-cluster/rights-used.ts'
import { configMap, rule } from './in-cluster/rules.ts'
import { teamRule } from './in-cluster/traffic.ts'
import { pod } from './manifests.ts'
import { eventually } from './wait.ts'
import { openDefinition } from './watching/own-definitions.ts'

// An installation lives through what it can meet. Then the audit log says which of its account's rights it used.
const account = 'system:serviceaccount:sallyport:sallyport'
const shop = 'shop'
let cluster: ControlPlane
let installation: Installation
let steps: Steps

const reports = [
  { kind: 'Report', resource: 'reports', namespaced: true },
  { kind: 'ClusterReport', resource: 'clusterreports', namespaced: false },
].map((one) => openDefinition({ ...one, group: 'openreports.io', version: 'v1alpha1' }))

const widgets = openDefinition({
  kind: 'Widget',
  resource: 'widgets',
  group: 'example.com',
  version: 'v1',
  namespaced: true,
})

beforeAll(async () => {
  cluster = await startControlPlane()
  steps = stepsWith(cluster)
  await cluster.createNamespace(shop)
  for (const definition of [...reports, widgets]) await steps.mustApply(definition)
  const podSecurity = join(cluster.folder, 'pod-security.json')
  writeFileSync(podSecurity, JSON.stringify(podSecurityConfiguration))
  const reader = ['apiGroups[0]=', 'resources[0]=configmaps', 'resources[1]=services']
  installation = await installSallyport(cluster, {
    replicas: 2,
    values: reader.map((value) => `rbac.reader[0].${value}`),
    flags: ['--lease-duration=4s', '--scan-interval=1s', `--policies=${podSecurity}`],
  })
})

afterAll(async () => {
  await installation?.stop()
  await cluster?.stop()
})

const podSecurityConfiguration = {
  apiVersion: 'pod-security.admission.config.k8s.io/v1',
  kind: 'PodSecurityConfiguration',
  exemptions: { namespaces: ['kube-system', ownNamespace] },
}

const unlabelled = pod({ name: 'unlabelled', namespace: shop })
const warns = ['Warn']

const policies = [
  rule({
    name: 'most-containers',
    resource: '/v1/pods',
    about: shop,
    spec: {
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      paramRef: { name: 'most', namespace: shop, parameterNotFoundAction: 'Deny' },
      validations: [{ expression: 'object.spec.containers.size() <= int(params.data.most)' }],
      validationActions: warns,
    },
  }),
  rule({
    name: 'no-service-yet',
    resource: '/v1/services',
    about: shop,
    spec: {
      lookups: [{ name: 'services', version: 'v1', resource: 'services' }],
      validations: [
        { expression: '!lookups.services.exists(one, one.metadata.name == object.metadata.name)' },
      ],
      validationActions: warns,
    },
  }),
  rule({
    name: 'may-use-widgets',
    resource: 'example.com/v1/widgets',
    spec: {
      validations: [
        {
          expression: "authorizer.group('example.com').resource('widgets').check('use').allowed()",
        },
      ],
    },
  }),
  rule({
    name: 'known-namespaces',
    resource: '/v1/configmaps',
    spec: {
      // what a cluster lives on would wait for it otherwise
      failurePolicy: 'Ignore',
      validations: [{ expression: "namespaceObject.metadata.name != ''" }],
      validationActions: warns,
    },
  }),
  rule({
    name: 'owned-namespaces',
    resource: '/v1/namespaces',
    spec: {
      // what a cluster lives on would wait for it otherwise
      failurePolicy: 'Ignore',
      validations: [{ expression: "'owner' in object.metadata.?labels.orValue({})" }],
      validationActions: warns,
    },
  }),
  rule({
    name: 'not-root',
    resource: '/v1/pods',
    about: shop,
    spec: {
      podTemplates: true,
      validations: [
        { expression: 'object.spec.?securityContext.?runAsNonRoot.orValue(false) == true' },
      ],
      validationActions: warns,
    },
  }),
  rule({
    name: 'no-token',
    kind: 'MutatingRule',
    resource: '/v1/pods',
    about: shop,
    spec: { ...mutations('no') },
  }),
  rule({
    name: 'release',
    kind: 'NamespacedValidatingRule',
    namespace: shop,
    resource: '/v1/pods',
    spec: { validations: [{ expression: "object.metadata.name != 'bad'" }] },
  }),
  rule({
    name: 'marked',
    kind: 'NamespacedMutatingRule',
    namespace: shop,
    resource: '/v1/pods',
    spec: { ...mutations('yes') },
  }),
  {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'PolicyExemption',
    metadata: { name: 'free', namespace: ownNamespace },
    spec: {
      policies: [{ name: 'not-root' }],
      namespaces: ['nowhere'],
      reason: 'the test says so',
      requestedBy: 'the test',
      expires: new Date(Date.now() + 3_600_000).toISOString(),
    },
  },
]

function mutations(mark: string) {
  const expression = `Object{metadata: Object.metadata{annotations: {"example.com/${mark}": "x"}}}`
  return {
    mutations: [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression } }],
    reinvocationPolicy: 'Never',
  }
}

test('policies of every kind are written, are told about themselves, and are in force', async () => {
  await steps.mustApply(teamRule(shop))
  for (const policy of policies) await steps.mustApply(policy)
  await eventually('every status', async () => {
    for (const { kind, metadata } of policies) {
      const where = 'namespace' in metadata ? ['-n', String(metadata.namespace)] : []
      const found = await steps.get<Conditions>(kind.toLowerCase(), metadata.name, ...where)
      expect(found?.status?.conditions?.length, metadata.name).toBeGreaterThan(0)
    }
  })
  await eventually('it is closed', async () => {
    const found = await steps.get<object>('validatingwebhookconfiguration', 'sallyport')
    expect(JSON.stringify(found)).toContain('"Fail"')
  })
})

test('a broken policy is refused', async () => {
  const broken = rule({
    name: 'broken',
    resource: '/v1/pods',
    spec: { validations: [{ expression: 'object.' }] },
  })
  expect((await steps.apply(broken)).stderr).toContain('spec.validations[0].expression')
})

test('a param comes after its policy, and its policy counts', async () => {
  await steps.mustApply(configMap(shop, 'most', { most: '1' }))
  const { stderr } = await steps.apply(
    pod({ name: 'one', namespace: shop, labels: { team: 'a' } }),
    '--dry-run=server',
  )
  expect(stderr).not.toContain('most-containers')
})

test('a policy asks what somebody may do', async () => {
  const widget = {
    apiVersion: 'example.com/v1',
    kind: 'Widget',
    metadata: { name: 'w', namespace: shop },
  }
  expect(await steps.refusalOf(widget, '--as=jane', '--as-group=system:masters')).toBe('')
  expect(used('create authorization.k8s.io/subjectaccessreviews')).toBe(true)
})

test('a namespace that was made a moment ago is read live', async () => {
  const api = apiClient(cluster.kubeconfig)
  let count = 0
  try {
    await eventually('it was read', async () => {
      const name = `new-${count++}`
      const metadata = { name }
      await api.post('/api/v1/namespaces', JSON.stringify({ metadata }))
      const path = `/api/v1/namespaces/${name}/configmaps?dryRun=All`
      expect((await api.post(path, JSON.stringify(configMap(name, 'a', {})))).status).toBe(201)
      expect(used('get /namespaces')).toBe(true)
    })
  } finally {
    api.close()
  }
})

test('a namespace is to be more secure: its Pods are looked at', async () => {
  const label = 'pod-security.kubernetes.io/enforce=restricted'
  await steps.must('label', 'namespace', shop, label, '--dry-run=server')
  expect(used('list /pods')).toBe(true)
})

test('denials are told by events, again where they go on', async () => {
  await eventually('an event, and that it was repeated', async () => {
    expect((await steps.apply(unlabelled)).code).toBe(1)
    expect(used('patch events.k8s.io/events')).toBe(true)
  })
})

test('what runs is reported, and no longer when it is mended', async () => {
  const namespaced = ['reports.openreports.io', 'sallyport', '-n', shop]
  const clusterWide = ['clusterreports.openreports.io', 'sallyport']
  await steps.mustApply(pod({ name: 'runs', namespace: shop, labels: { team: 'a' } }))
  for (const report of [namespaced, clusterWide]) {
    await eventually(report.join(' '), async () => expect(await steps.get(...report)).toBeDefined())
  }
  await steps.must('delete', 'validatingrule', 'owned-namespaces', 'not-root')
  for (const report of [namespaced, clusterWide]) {
    await eventually(`no ${report.join(' ')}`, async () =>
      expect(await steps.get(...report)).toBeUndefined(),
    )
  }
})

test('what others spoil is mended', async () => {
  const secret = ['secret', 'sallyport-certificate', '-n', ownNamespace]
  const rubbish = JSON.stringify({ data: { 'tls.crt': 'YQ==', 'tls.key': 'YQ==' } })
  await steps.must('patch', ...secret, '--type=merge', '-p', rubbish)
  await eventually('a certificate again', async () => {
    expect(used('update /secrets')).toBe(true)
    await refusedByTheRule()
  })
  await steps.must('delete', ...secret)
  await eventually('a Secret again', async () => {
    expect(await steps.get(...secret)).toBeDefined()
    await refusedByTheRule()
  })
  for (const kind of ['validatingwebhookconfiguration', 'mutatingwebhookconfiguration']) {
    await steps.must('delete', kind, 'sallyport')
    await eventually(kind, async () => expect(await steps.get(kind, 'sallyport')).toBeDefined())
  }
  await eventually('the rule refuses', refusedByTheRule)
})

test('the leader goes, and another one takes its place', async () => {
  const before = await leaderOf(installation)
  await before.stop()
  await installation.remove(before)
  await installation.start('replica-3')
  await untilAllReady(installation)
  await leaderOf(installation)
})

test('sallyport preflight has all rights that it asks for, as the account of the servers', async () => {
  const { stdout } = await installation.preflight('--output=json')
  const { checks } = JSON.parse(stdout) as {
    readonly checks: readonly { readonly check: string }[]
  }
  expect(checks.filter(({ check }) => check === 'permissions')).toEqual([
    expect.objectContaining({ outcome: 'ok' }),
  ])
})

test('a server behind a Service looks whether replicas of it are ready', async () => {
  for (const replica of installation.replicas()) {
    replica.signal('TERM')
    await replica.ended
    await installation.remove(replica)
  }
  await steps.must('delete', 'validatingwebhookconfiguration,mutatingwebhookconfiguration', '--all')
  await installation.start('replica-4', { by: 'service' })
  await eventually('it has looked', async () =>
    expect(used('list discovery.k8s.io/endpointslices')).toBe(true),
  )
})

test('nothing that it asked for was forbidden', () => {
  const refused = forbidden(cluster.auditEvents(), account)
  expect(refused).toEqual([])
})

test('everything that it did is granted by a rule of the chart, or to everybody', () => {
  const everybody: readonly Grant[] = [
    ['authorization.k8s.io', 'selfsubjectaccessreviews'] as const,
    ['authentication.k8s.io', 'selfsubjectreviews'] as const,
  ].map(([group, resource]) => ({ verb: 'create', group, resource, name: '', where: 'cluster' }))
  expect(ungranted(uses(), [...granted(true), ...everybody])).toEqual([])
})

test('every right of its fixed rules was used', () => {
  expect(unused(uses(), granted(false))).toEqual([])
})

interface Conditions {
  readonly status?: { readonly conditions?: readonly unknown[] }
}

function uses(): readonly Use[] {
  return usesOf(cluster.auditEvents(), account)
}

/** Whether a server has done it: VERB GROUP/RESOURCE. */
function used(what: string): boolean {
  return uses().some(({ verb, group, resource }) => `${verb} ${group}/${resource}` === what)
}

async function refusedByTheRule(): Promise<void> {
  expect(await steps.refusalOf(unlabelled)).toContain('name the team in the label team')
}

/** By the roles of the servers; what values grant for params and lookups is not fixed. */
function granted(withReader: boolean): readonly Grant[] {
  const names = [
    'sallyport',
    'sallyport-webhooks',
    ...(withReader ? ['sallyport-reader-values'] : []),
  ]
  const roles = (installation.chart.objects as unknown as readonly Rendered[]).filter(
    ({ kind, metadata }) => ['Role', 'ClusterRole'].includes(kind) && names.includes(metadata.name),
  )
  return grantsOf(roles)
}
