import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeLeaf } from '#src/certificates/make.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { askReplica } from './in-cluster/ask-replica.ts'
import { type Gate, startGate } from './in-cluster/gate.ts'
import {
  type Installation,
  installSallyport,
  leaderOf,
  ownNamespace,
  type Replica,
  untilAllReady,
} from './in-cluster/installation.ts'
import { type Steps, stepsWith } from './in-cluster/kubectl-steps.ts'
import { startTraffic, teamRule } from './in-cluster/traffic.ts'
import { deployment, pod } from './manifests.ts'
import { eventually } from './wait.ts'

// `.ci/run --full` sets it
const { SALLYPORT_FULL } = env
/** Three times the term of the lease and twice the patience with a watch; in full ten minutes. */
const partitionSeconds = SALLYPORT_FULL === '1' ? 600 : 12

/** What happens to the world around the servers; nothing is mended by a human. */
const shop = 'shop'
const minute = 60_000
let cluster: ControlPlane
let gate: Gate
let installation: Installation
let steps: Steps
let policies: string

const unlabelled = pod({ name: 'unlabelled', namespace: shop })
const labelled = pod({ name: 'labelled', namespace: shop, labels: { team: 'a' } })
const refusal = 'name the team in the label team'
const validating = ['validatingwebhookconfiguration', 'sallyport'] as const
const secret = ['secret', 'sallyport-certificate', '-n', ownNamespace] as const

beforeAll(async () => {
  cluster = await startControlPlane()
  steps = stepsWith(cluster)
  gate = await startGate(cluster.url)
  await cluster.createNamespace(shop)
  await cluster.createNamespace('network-system')
  await steps.mustApply(networkOfPods())
  policies = join(cluster.folder, 'policies')
  mkdirSync(policies)
  writeFileSync(join(policies, 'rule.yaml'), JSON.stringify(nothingRuns))
  const flags = ['--lease-duration=4s', '--watch-idle=6s', '--api-timeout=3s']
  installation = await installSallyport(cluster, {
    replicas: 2,
    flags: [...flags, `--policies=${policies}`],
    apiUrl: gate.url,
  })
  await steps.mustApply(teamRule(shop))
})

afterAll(async () => {
  await installation?.stop()
  await gate?.stop()
  await cluster?.stop()
})

test('what would lock the cluster is not failed closed for, until it is gone', async () => {
  const leader = await leaderOf(installation)
  await eventually('it is said', () => {
    expect(leader.log()).toContain('webhooks fail open: what runs in the cluster')
    expect(leader.log()).toContain('Deployment network-system/network would be refused')
  })
  expect(await leader.metrics()).toMatch(/^sallyport_webhooks_fail_closed 0$/m)
  expect(await failurePolicies()).not.toContain('Fail')
  rmSync(join(policies, 'rule.yaml'))
  await eventually('it fails closed', async () => {
    expect(await failurePolicies()).toContain('Fail')
    expect(await leader.metrics()).toMatch(/^sallyport_webhooks_fail_closed 1$/m)
  })
  writeFileSync(join(policies, 'rule.yaml'), JSON.stringify(nothingRuns))
  await eventually('it is in force again', async () =>
    expect(
      await steps.refusalOf(deployment({ name: 'web', namespace: 'network-system' })),
    ).toContain('nothing runs here'),
  )
  expect(await failurePolicies()).toContain('Fail')
  rmSync(join(policies, 'rule.yaml'))
})

test('the certificate in the Secret has expired', async () => {
  await inStep()
  const texts = await secretTexts()
  const expired = await makeLeaf(
    { certificate: texts['ca.crt'] ?? '', key: texts['ca.key'] ?? '' },
    { purpose: 'server', names: ['127.0.0.1'], ...ofYesterday() },
  )
  const traffic = startTraffic(cluster, { namespace: shop, concurrency: 2, perSecond: 40 })
  await traffic.another(20)
  const data = { 'tls.crt': base64(expired.certificate), 'tls.key': base64(expired.key) }
  await steps.must('patch', ...secret, '--type=merge', '-p', JSON.stringify({ data }))
  await eventually('it is renewed', async () => {
    const { 'tls.crt': certificate } = await secretTexts()
    expect(certificate).toContain('BEGIN CERTIFICATE')
    expect(certificate).not.toBe(expired.certificate)
  })
  await traffic.another(40)
  const { wrong, failed } = await traffic.stop()
  expect({ wrong, failed }).toEqual({ wrong: [], failed: [] })
})

test('the API server is away for a while, and starts again', async () => {
  await inStep()
  await cluster.stopApiServer()
  for (let second = 0; second < 5; second++) {
    await expectServing(installation.replicas())
    await delay(1_000)
  }
  await cluster.startApiServer()
  await inStep()
  await expectFollowing('after-restart')
})

test('a watch whose version is forgotten begins anew', async () => {
  await inStep()
  const before = await listsOf('validatingrules.sallyport.dev')
  gate.shut()
  await steps.mustApply(ruleFor('while-deaf', 'seen while deaf'))
  await cluster.stopApiServer()
  gate.cut()
  await cluster.compact()
  await cluster.startApiServer()
  await cluster.createNamespace('later')
  await cluster.compact()
  gate.open()
  await eventually('both have it', async () => {
    for (const replica of installation.replicas()) {
      expect(await askReplica(replica, wantedBy('while-deaf'))).toContain('seen while deaf')
    }
  })
  const after = await listsOf('validatingrules.sallyport.dev')
  for (const [index, lists] of after.entries()) expect(lists).toBeGreaterThan(before[index] ?? 0)
  await inStep()
})

test('a partition between the servers and the API server', { timeout: 15 * minute }, async () => {
  await inStep()
  const lease = await leaseRenewal()
  gate.shut()
  const traffic = startTraffic(cluster, { namespace: shop, concurrency: 2, perSecond: 20 })
  await eventually('nobody leads', async () => {
    for (const replica of installation.replicas()) {
      expect(await replica.metrics()).toMatch(/^sallyport_leader 0$/m)
    }
  })
  const renewed = await leaseRenewal()
  await patchEach((entry) => ({ ...entry, timeoutSeconds: 7 }))
  await steps.mustApply(ruleFor('meanwhile', 'made meanwhile'))
  for (let second = 0; second < partitionSeconds; second++) {
    await expectServing(installation.replicas())
    await delay(1_000)
  }
  expect(await leaseRenewal()).toBe(renewed)
  expect(new Set((await entries()).map(({ timeoutSeconds }) => timeoutSeconds))).toEqual(
    new Set([7]),
  )
  const { wrong, failed } = await traffic.stop()
  expect({ wrong, failed }).toEqual({ wrong: [], failed: [] })
  gate.open()
  await eventually('all is in step', async () => {
    for (const replica of installation.replicas()) {
      expect(await askReplica(replica, wantedBy('meanwhile'))).toContain('made meanwhile')
    }
    expect((await entries()).map(({ timeoutSeconds }) => timeoutSeconds)).not.toContain(7)
    expect(await leaseRenewal()).not.toBe(renewed)
  })
  expect(lease).not.toBe('')
})

/** By a clock that is behind, the API server's certificate is not valid yet, by one far ahead no more: then nobody is heard. */
const jumps = [
  { jump: '+2h', hears: true },
  { jump: '-2h', hears: false },
  { jump: '+400d', hears: false },
  { jump: '-400d', hears: false },
]
const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1'

/** Wants the library of Debian's package faketime. */
test.skipIf(!existsSync(library))('the clock of a server jumps', async () => {
  await inStep()
  await steps.mustApply(exemption)
  const file = join(cluster.folder, 'clock')
  writeFileSync(file, '+0')
  const skewed = await installation.start('skewed', {
    environment: [
      `LD_PRELOAD=${library}`,
      `FAKETIME_TIMESTAMP_FILE=${file}`,
      ...['FAKETIME_CACHE_DURATION=1', 'FAKETIME_DONT_FAKE_MONOTONIC=1'],
    ],
  })
  await untilAllReady(installation)
  await eventually('the exemption frees', async () =>
    expect(await askReplica(skewed, exempted)).toBe(''),
  )
  for (const { jump, hears } of jumps) {
    writeFileSync(file, jump)
    await delay(3_000)
    await expectServing([skewed])
    expect(await askReplica(skewed, exempted), jump).toBe('')
    await steps.mustApply({ ...ruleFor('jump', `at ${jump}`) })
    if (!hears) continue
    await eventually(`what changes at ${jump} arrives`, async () =>
      expect(await askReplica(skewed, wantedBy('jump'))).toContain(`at ${jump}`),
    )
  }
  writeFileSync(file, '+0')
  await eventually('what changed meanwhile arrives', async () =>
    expect(await askReplica(skewed, wantedBy('jump'))).toContain('at -400d'),
  )
  await installation.remove(skewed)
  await inStep()
})

/** All that serve are ready, and judge as the rule says, without the API server. */
async function expectServing(replicas: readonly Replica[]): Promise<void> {
  for (const replica of replicas) {
    expect(await replica.readiness()).toMatchObject({ ok: true })
    expect(await askReplica(replica, unlabelled)).toContain(refusal)
    expect(await askReplica(replica, labelled)).toBe('')
  }
}

/** The rule is in force through the API server, fails closed, and somebody leads. */
async function inStep(): Promise<void> {
  await untilAllReady(installation)
  await leaderOf(installation)
  await eventually('the rule is in force', async () => {
    expect(await steps.refusalOf(unlabelled)).toContain(refusal)
    expect(await steps.refusalOf(labelled)).toBe('')
    expect(await failurePolicies()).toContain('Fail')
  })
}

async function expectFollowing(name: string): Promise<void> {
  await steps.mustApply(ruleFor(name, `by ${name}`))
  await eventually('a new policy is in force', async () => {
    for (const replica of installation.replicas()) {
      expect(await askReplica(replica, wantedBy(name))).toContain(`by ${name}`)
    }
  })
}

/** Refuses Pods with the label. */
function ruleFor(name: string, message: string) {
  const { spec, ...rule } = teamRule(shop)
  const expression = `!has(object.metadata.labels) || object.metadata.labels[?'refused-by'] != optional.of('${name}')`
  return { ...rule, metadata: { name }, spec: { ...spec, validations: [{ expression, message }] } }
}

function wantedBy(name: string) {
  return pod({ name, namespace: shop, labels: { team: 'a', 'refused-by': name } })
}

const exempted = pod({ name: 'exempted', namespace: shop, labels: { app: 'old' } })
const exemption = {
  apiVersion: 'sallyport.dev/v1alpha1',
  kind: 'PolicyExemption',
  metadata: { name: 'for-some-days', namespace: ownNamespace },
  spec: {
    policies: [{ name: 'team-label' }],
    namespaces: [shop],
    objects: [{ kinds: ['Pod'], names: ['exempted'] }],
    expires: new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10),
    reason: 'it is known until when',
  },
}

/** What the cluster calls critical. */
function networkOfPods() {
  const { spec, ...rest } = deployment({ name: 'network', namespace: 'network-system' })
  const { template } = spec
  const critical = { ...template.spec, priorityClassName: 'system-node-critical' }
  return { ...rest, spec: { ...spec, template: { ...template, spec: critical } } }
}

const nothingRuns = {
  ...teamRule('network-system'),
  metadata: { name: 'nothing-runs' },
  spec: {
    matchConstraints: {
      resourceRules: [
        {
          apiGroups: ['apps'],
          apiVersions: ['v1'],
          resources: ['deployments'],
          operations: ['CREATE'],
        },
      ],
    },
    validations: [{ expression: 'false', message: 'nothing runs here' }],
    validationActions: ['Deny'],
  },
}

interface Entry {
  readonly failurePolicy: string
  readonly timeoutSeconds: number
  readonly name: string
}

/** But for that of the probe, which is for nobody else. */
async function entries(): Promise<readonly Entry[]> {
  const found = await steps.get<{ readonly webhooks?: readonly Entry[] }>(...validating)
  return (found?.webhooks ?? []).filter(({ name }) => name !== 'probe.sallyport.dev')
}

async function failurePolicies(): Promise<readonly string[]> {
  return (await entries()).map(({ failurePolicy }) => failurePolicy)
}

async function patchEach(change: (entry: Entry) => object): Promise<void> {
  const patch = JSON.stringify({ webhooks: (await entries()).map(change) })
  await steps.must('patch', ...validating, '--type=merge', '-p', patch)
}

async function leaseRenewal(): Promise<string> {
  const lease = await steps.get<{ readonly spec: { readonly renewTime: string } }>(
    ...['lease', 'sallyport', '-n', ownNamespace],
  )
  return lease?.spec.renewTime ?? ''
}

/** How often each replica listed a resource. */
function listsOf(resource: string): Promise<readonly number[]> {
  const line = new RegExp(`^sallyport_watch_lists_total\\{resource="${resource}"\\} (\\d+)$`, 'm')
  return Promise.all(
    installation
      .replicas()
      .map(async (replica) => Number(line.exec(await replica.metrics())?.[1] ?? 0)),
  )
}

async function secretTexts(): Promise<Readonly<Record<string, string>>> {
  const found = await steps.get<{ readonly data: Readonly<Record<string, string>> }>(...secret)
  return Object.fromEntries(
    Object.entries(found?.data ?? {}).map(([name, text]) => [
      name,
      Buffer.from(text, 'base64').toString(),
    ]),
  )
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

function ofYesterday() {
  const hourMs = 3_600_000
  return { notBefore: new Date(Date.now() - 30 * hourMs), notAfter: new Date(Date.now() - hourMs) }
}
