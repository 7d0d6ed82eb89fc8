import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import {
  type Installation,
  installSallyport,
  leaderOf,
  ownNamespace,
  untilAllReady,
} from './in-cluster/installation.ts'
import { type Steps, stepsWith } from './in-cluster/kubectl-steps.ts'
import { startTraffic, teamRule } from './in-cluster/traffic.ts'
import { pod } from './manifests.ts'
import { eventually } from './wait.ts'

const shop = 'shop'
let cluster: ControlPlane
let installation: Installation
let steps: Steps

beforeAll(async () => {
  cluster = await startControlPlane()
  steps = stepsWith(cluster)
  await cluster.createNamespace(shop)
  installation = await installSallyport(cluster, { replicas: 2, flags: ['--lease-duration=4s'] })
})

afterAll(async () => {
  await installation?.stop()
  await cluster?.stop()
})

const unlabelled = pod({ name: 'unlabelled', namespace: shop })
const labelled = pod({ name: 'labelled', namespace: shop, labels: { team: 'a' } })
const validating = ['validatingwebhookconfiguration', 'sallyport'] as const

test('what the chart and the leader make is there', async () => {
  for (const object of [
    ['crd', 'validatingrules.sallyport.dev'],
    ['crd', 'policyexemptions.sallyport.dev'],
    ['clusterrole', 'sallyport'],
    ['service', 'sallyport', '-n', ownNamespace],
    ['secret', 'sallyport-certificate', '-n', ownNamespace],
    ['lease', 'sallyport', '-n', ownNamespace],
    validating,
  ]) {
    await eventually(`there is the ${object.join(' ')}`, async () =>
      expect(await steps.get(...object)).toBeDefined(),
    )
  }
})

test('the Job after the installation finds nothing wrong, and neither did the leader at its start', async () => {
  const { code, stdout } = await installation.preflight()
  expect(stdout).toMatch(/^\+ permissions: /m)
  expect(stdout).toMatch(/^\+ lockout: /m)
  expect(stdout).not.toMatch(/^-/m)
  expect(code).toBe(0)
  const leader = await leaderOf(installation)
  await eventually('it is said', () => expect(leader.log()).toContain('"event.action":"preflight"'))
  expect(leader.log()).not.toContain('"outcome":"problem"')
})

test('a policy refuses within two seconds and says that it is ready', async () => {
  await steps.mustApply(teamRule(shop))
  await eventually('it refuses', () => refuses(unlabelled), 2_000)
  expect(await steps.refusalOf(labelled)).toBe('')
  await eventually('its status', async () => {
    const rule = await steps.get<WithConditions>('validatingrule', 'team-label')
    expect(readyOf(rule)).toMatchObject({ status: 'True', observedGeneration: 1 })
  })
  await eventually('it fails closed', async () => expect(await failurePolicies()).toContain('Fail'))
})

test('a broken policy is refused with the place', async () => {
  const rule = teamRule(shop)
  const broken = {
    ...rule,
    metadata: { name: 'broken' },
    spec: { ...rule.spec, validations: [{ expression: 'object.metadata.name ==' }] },
  }
  const { code, stderr } = await steps.apply(broken)
  expect({ code, stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/spec\.validations\[0\]\.expression.*1:24/s),
  })
})

test('an exemption frees until it expires, and a tenant cannot exempt itself', async () => {
  const expires = new Date(Date.now() + 8_000).toISOString()
  await steps.mustApply(exemption(ownNamespace, expires))
  await eventually(
    'it frees',
    async () => expect(await steps.refusalOf(unlabelled)).toBe(''),
    4_000,
  )
  await eventually('it has expired', () => refuses(unlabelled))
  await steps.mustApply(exemption(shop, new Date(Date.now() + 3_600_000).toISOString()))
  await settled()
  await refuses(unlabelled)
  await steps.must('delete', 'policyexemption', 'free', '-n', shop)
})

test('the leader is killed among 2,000 requests: no wrong verdict, none lost but those in flight on it', async () => {
  await installation.start('replica-3')
  await untilAllReady(installation)
  const concurrency = 8
  const traffic = startTraffic(cluster, { namespace: shop, concurrency })
  await traffic.another(700)
  const before = await holder()
  const killed = await leaderOf(installation)
  await killed.stop()
  await eventually(
    'there is a new leader',
    async () => expect(await holder()).not.toBe(before),
    6_000,
  )
  await installation.remove(killed)
  await traffic.another(1_300)
  const { wrong, failed } = await traffic.stop()
  expect(wrong).toEqual([])
  expect(failed.length).toBeLessThanOrEqual(concurrency)
})

test('a rolling restart under load loses no request', async () => {
  const traffic = startTraffic(cluster, { namespace: shop, concurrency: 4 })
  await traffic.another(100)
  for (const old of installation.replicas()) {
    await installation.start(`${old.name}-next`)
    await untilAllReady(installation)
    old.signal('TERM')
    await old.ended
    await installation.remove(old)
  }
  await traffic.another(100)
  const { wrong, failed } = await traffic.stop()
  expect({ wrong, failed }).toEqual({ wrong: [], failed: [] })
})

interface WithConditions {
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[]
  }
}

function readyOf(object: WithConditions | undefined) {
  return object?.status?.conditions?.find(({ type }) => type === 'Ready')
}

async function refuses(object: Parameters<Steps['refusalOf']>[0]): Promise<void> {
  expect(await steps.refusalOf(object)).toContain('denied the request')
}

async function failurePolicies(): Promise<readonly string[]> {
  interface Configuration {
    readonly webhooks?: readonly { readonly failurePolicy: string }[]
  }
  const configuration = await steps.get<Configuration>(...validating)
  return (configuration?.webhooks ?? []).map(({ failurePolicy }) => failurePolicy)
}

async function holder(): Promise<string> {
  interface Lease {
    readonly spec: { readonly holderIdentity?: string }
  }
  const lease = await steps.get<Lease>('lease', 'sallyport', '-n', ownNamespace)
  return lease?.spec.holderIdentity ?? ''
}

function exemption(namespace: string, expires: string) {
  return {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'PolicyExemption',
    metadata: { name: 'free', namespace },
    spec: {
      policies: [{ name: 'team-label' }],
      namespaces: [shop],
      reason: 'the test says so',
      requestedBy: 'the test',
      expires,
    },
  }
}

/** A change has come when a later one has: both are watched alike. */
async function settled(): Promise<void> {
  const rule = teamRule('nowhere')
  await steps.mustApply({ ...rule, metadata: { name: 'marker' } })
  await eventually('the marker is ready', async () => {
    expect(readyOf(await steps.get('validatingrule', 'marker'))).toMatchObject({ status: 'True' })
  })
  await steps.must('delete', 'validatingrule', 'marker')
}
