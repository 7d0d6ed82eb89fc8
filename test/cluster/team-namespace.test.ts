import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JsonObject } from '#src/core/index.ts'
import { root } from '#test/policies/policy-folders.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { type Installation, installSallyport } from './in-cluster/installation.ts'
import { type Steps, stepsWith } from './in-cluster/kubectl-steps.ts'
import { corrected } from './team-namespace/remedies.ts'
import { eventually } from './wait.ts'

// A team comes to a cluster with policies of the library, makes its namespace, and brings a careless Deployment.

/** As they are in the library, with their own actions and params. */
const taken = [
  'tenancy/tenant-label',
  'pod-security/pod-security-labels',
  'images/no-latest-tag',
  'resources/limits-required',
  'resources/requests-required',
  'resources/namespace-has-quota',
  'availability/probes-required',
  'availability/enough-replicas',
  'availability/default-topology-spread',
  'network/namespace-default-deny',
  'spot/spot-toleration',
  'spot/spot-needs-budget',
  'spot/spot-replicas',
] as const

const namespace: JsonObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }
const careless: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web', 'sallyport.dev/spot': 'true' } },
      spec: { containers: [{ name: 'app', image: 'registry.example.com/shop/web:latest' }] },
    },
  },
}

/** What lookups of these policies find; Sallyport may read it because somebody grants it. */
const reader: JsonObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: {
    name: 'library-lookups',
    labels: { 'rbac.sallyport.dev/aggregate-to-reader': 'true' },
  },
  rules: [
    {
      apiGroups: ['', 'policy', 'networking.k8s.io', 'apps'],
      resources: ['resourcequotas', 'poddisruptionbudgets', 'networkpolicies', 'deployments'],
      verbs: ['get', 'list', 'watch'],
    },
  ],
}

let cluster: ControlPlane
let installation: Installation
let steps: Steps
let refusal = ''

beforeAll(async () => {
  cluster = await startControlPlane()
  steps = stepsWith(cluster)
  await steps.mustApply(reader)
  installation = await installSallyport(cluster, { replicas: 1 })
})

afterAll(async () => {
  await installation?.stop()
  await cluster?.stop()
})

test('kubectl applies policies of the library as they are, and each gets ready', async () => {
  const files = taken.flatMap((path) => ['-f', join(root, path, 'policy.yaml')])
  await steps.must('apply', ...files)
  for (const path of taken) {
    const [, name = ''] = path.split('/')
    const kind = /^kind: (\S+)$/m.exec(readFileSync(join(root, path, 'policy.yaml'), 'utf8'))?.[1]
    await steps.must('wait', '--for=condition=Ready', '--timeout=50s', String(kind), name)
  }
})

test('a namespace of nobody is refused, and let in with the labels that the message names', async () => {
  const said = await eventually('it is refused', () => refusalOf(namespace))
  expect(said).toContain('tenant-label: ')
  expect(said).toContain('pod-security-labels: ')
  const { object } = corrected(namespace, said)
  await steps.mustApply(object)
  await eventually('Pods can be created there', () =>
    steps.must('get', 'serviceaccount', 'default', '-n', 'shop'),
  )
})

test('a careless Deployment is refused with all reasons at once', async () => {
  refusal = await refusalOf(careless)
  for (const reason of [
    'no-latest-tag: spec.template.spec.containers[0].image: container "app" (image "registry.example.com/shop/web:latest") must name a version tag',
    'container "app" must set resources.limits.memory',
    'container "app" must set resources.requests.cpu and resources.requests.memory',
    'container "app" must have a readinessProbe',
    'enough-replicas: spec.replicas is 1; write at least 2',
    'spec.replicas is 1, but the Pods run on spot nodes; set it to at least 2',
    'namespace "shop" has no NetworkPolicy that denies all Ingress',
    'Warning: namespace-has-quota: no ResourceQuota in namespace "shop" bounds requests.cpu, requests.memory',
    'Warning: spot-needs-budget: no PodDisruptionBudget in namespace "shop" selects the spot Pods',
  ]) {
    expect(refusal).toContain(reason)
  }
})

test('corrected by what the messages say, and nothing else, it is let in without a word', async () => {
  const { object, beside } = corrected(careless, refusal)
  expect(beside.map(({ kind }) => kind).sort()).toEqual([
    'NetworkPolicy',
    'PodDisruptionBudget',
    'ResourceQuota',
  ])
  for (const one of beside) await steps.mustApply(one)
  const said = await eventually('what was created is known', async () => {
    const { code, stderr } = await steps.apply(object, '--dry-run=server')
    expect(stderr).toBe('')
    return code
  })
  expect(said).toBe(0)
  await steps.mustApply(object)
})

test('its Pods have toleration, selector and spread, and run on the tainted spot node', async () => {
  const pods = await eventually('two Pods run', async () => {
    const { items = [] } = (await steps.get<PodList>('pods', '-n', 'shop', '-l', 'app=web')) ?? {}
    expect(items.map(({ status }) => status.phase)).toEqual(['Running', 'Running'])
    return items
  })
  for (const { spec } of pods) {
    expect(spec).toMatchObject({
      nodeName: cluster.nodes.spot,
      nodeSelector: { 'node.kubernetes.io/lifecycle': 'spot' },
      tolerations: expect.arrayContaining([
        { key: 'spot', operator: 'Equal', value: 'true', effect: 'NoSchedule' },
      ]),
      topologySpreadConstraints: expect.arrayContaining([
        {
          maxSkew: 1,
          topologyKey: 'kubernetes.io/hostname',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: { app: 'web' } },
        },
      ]),
    })
  }
})

interface PodList {
  readonly items: readonly {
    readonly spec: JsonObject
    readonly status: { readonly phase: string }
  }[]
}

async function refusalOf(object: JsonObject): Promise<string> {
  const { code, stderr } = await steps.apply(object)
  if (code === 0) throw new Error('it was let in')
  return stderr
}
