import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { panelQueries } from '#test/support/dashboard.ts'
import { helmWith, objectsIn, render } from './chart/helm.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { post } from './in-cluster/ask-replica.ts'
import { type Installation, installSallyport, ownNamespace } from './in-cluster/installation.ts'
import { stepsWith } from './in-cluster/kubectl-steps.ts'
import { rule } from './in-cluster/rules.ts'
import { startTraffic, type Traffic, teamRule } from './in-cluster/traffic.ts'
import { type AlertState, type Prometheus, startPrometheus } from './monitoring/prometheus.ts'
import { eventually } from './wait.ts'

/** The dashboard and the alerts of the chart, against a real Prometheus that scrapes a real server in a real cluster. */
const shop = 'shop'
const job = `${ownNamespace}-metrics`
let cluster: ControlPlane
let installation: Installation
let prometheus: Prometheus
let traffic: Traffic

/** So that a panel about what policies do has something to show. */
const pods = '/v1/pods'
const policies = [
  teamRule(shop),
  rule({
    name: 'cannot-be-evaluated',
    resource: pods,
    about: shop,
    spec: {
      validations: [{ expression: "object.metadata.annotations['missing'] != ''" }],
      validationActions: ['Warn'],
    },
  }),
  rule({
    name: 'warns',
    resource: pods,
    about: shop,
    spec: { validations: [{ expression: 'false' }], validationActions: ['Warn'] },
  }),
  rule({
    name: 'asks-what-users-may',
    resource: pods,
    about: shop,
    spec: {
      validations: [
        { expression: "authorizer.group('').resource('pods').check('create').allowed()" },
      ],
    },
  }),
  rule({
    name: 'labels',
    kind: 'MutatingRule',
    resource: pods,
    about: shop,
    spec: {
      mutations: [
        {
          patchType: 'ApplyConfiguration',
          applyConfiguration: {
            expression: "Object{metadata: Object.metadata{labels: {'seen': 'yes'}}}",
          },
        },
      ],
    },
  }),
]

beforeAll(async () => {
  cluster = await startControlPlane()
  const steps = stepsWith(cluster)
  await cluster.createNamespace(shop)
  installation = await installSallyport(cluster, { replicas: 1 })
  for (const policy of policies) await steps.mustApply(policy)
  const [replica] = installation.replicas()
  if (replica === undefined) throw new Error('there is no server')
  traffic = startTraffic(cluster, { namespace: shop, concurrency: 1, perSecond: 10 })
  await post(`https://127.0.0.1:${replica.ports.webhook}/validate/fail`, { is: 'no review' })
  prometheus = await startPrometheus({
    folder: cluster.folder,
    port: replica.ports.metrics,
    labels: { namespace: ownNamespace, service: job, job },
    groups: await alertGroups(),
  })
})

afterAll(async () => {
  await traffic?.stop()
  await prometheus?.stop()
  await installation?.stop()
  await cluster?.stop()
})

describe('every query of the dashboard has data', () => {
  test.for(panelQueries())('$panel: $query', async ({ query }) => {
    expect(await valuesOf(asGrafanaSendsIt(query))).not.toEqual([])
  })
})

test('Prometheus evaluates every alert', async () => {
  const alerts = await eventually('alerts are evaluated', async () => {
    const found = await prometheus.alerts()
    if (found.some(({ health }) => health === 'unknown')) throw new Error('not yet')
    return found
  })
  expect(alerts.length).toBeGreaterThan(9)
  expect(alerts.filter(({ health }) => health !== 'ok')).toEqual([])
})

test('every alert looks at series that there are', async () => {
  const alerts = (await alertGroups()).flatMap(({ rules }) => rules)
  const selectors = alerts.flatMap(({ expr }) => expr.match(/\w+\{[^}]*\}/g) ?? [])
  expect(selectors.length).toBeGreaterThanOrEqual(alerts.length)
  for (const selector of selectors) {
    await eventually(selector, async () => {
      if ((await prometheus.query(selector)).length === 0) throw new Error('no series')
    })
  }
})

test('a policy that cannot be evaluated is told of, and what is well is not', async () => {
  await untilPending('SallyportPolicyFails')
  const states = await statesOf()
  const quiet = ['Down', 'Failures', 'NoLeader', 'FailsOpen', 'CertificateExpires', 'Stale']
  for (const name of quiet) {
    expect({ name, state: states.get(`Sallyport${name}`) }).toEqual({ name, state: 'inactive' })
  }
})

test('a server that is gone is told of', async () => {
  expect((await traffic.stop()).wrong).toEqual([])
  for (const replica of installation.replicas()) await installation.remove(replica)
  await untilPending('SallyportDown')
})

interface AlertGroup {
  readonly rules: readonly { readonly alert: string; readonly expr: string }[]
}

/** As the chart has them for the release whose metrics these are. */
async function alertGroups(): Promise<readonly AlertGroup[]> {
  const values = { prometheusRule: { enabled: true } }
  const release = { name: ownNamespace, namespace: ownNamespace, values }
  const helm = helmWith(cluster.kubeconfig, cluster.folder)
  const file = 'templates/prometheusrule.yaml'
  const [object] = objectsIn(await render(helm, release, ['--show-only', file]))
  if (object === undefined) throw new Error('the chart has no PrometheusRule')
  return (object.spec as { readonly groups: readonly AlertGroup[] }).groups
}

/** With values for the variables that the dashboard has, of which Grafana takes what its user chose. */
function asGrafanaSendsIt(query: string): string {
  return query
    .replaceAll('$__rate_interval', '15s')
    .replaceAll('$namespace', ownNamespace)
    .replaceAll('$job', '.*')
}

/** Numbers that a panel can draw, once there are some. */
async function valuesOf(query: string): Promise<readonly number[]> {
  expect(query).not.toContain('$')
  return eventually(query, async () => {
    const samples = await prometheus.query(query)
    const values = samples.map(({ value: [, text] }) => Number(text)).filter(Number.isFinite)
    if (values.length === 0) throw new Error(`no number among ${samples.length} series`)
    return values
  })
}

async function statesOf(): Promise<ReadonlyMap<string, AlertState['state']>> {
  return new Map((await prometheus.alerts()).map(({ name, state }) => [name, state]))
}

async function untilPending(name: string): Promise<void> {
  await eventually(`${name} is pending`, async () => {
    const state = (await statesOf()).get(name)
    if (state !== 'pending') throw new Error(`it is ${state}`)
  })
}
