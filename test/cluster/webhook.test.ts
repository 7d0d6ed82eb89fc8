import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditEvent } from './audit-log.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import type { CommandResult } from './kubectl.ts'
import { deployment, pod } from './manifests.ts'
import { type SallyportServer, startSallyport } from './sallyport-server.ts'
import { eventually } from './wait.ts'
import { installWebhook } from './webhooks.ts'

const policies = join(import.meta.dirname, '../../policies')
const ownPolicies = join(import.meta.dirname, 'policies')
const noLatestTag = join(policies, 'images/no-latest-tag/policy.yaml')
const spot = ['spot-toleration', 'spot-selector-needs-toleration'].map((name) =>
  join(policies, 'spot', name),
)

/** Both doors, with `podTemplates`. */
const guarded = 'guarded'
/** The same rule about images for Pods only. */
const podsOnly = 'pods-only'
/** A second mutating webhook after ours changes every Pod. */
const reinvoked = 'reinvoked'

let cluster: ControlPlane
let gate: SallyportServer
let other: SallyportServer

beforeAll(async () => {
  cluster = await startControlPlane()
  const forPodsOnly = writeRuleForPodsOnly(cluster.folder)
  const ownerLabel = join(ownPolicies, 'owner-label.yaml')
  ;[gate, other] = await Promise.all([
    startSallyport('gate', [noLatestTag, ...spot, ownerLabel], cluster.folder),
    startSallyport('other', [forPodsOnly, join(ownPolicies, 'stamp.yaml')], cluster.folder),
    ...[guarded, podsOnly, reinvoked].map((namespace) => cluster.createNamespace(namespace)),
  ])
  for (const door of ['mutate', 'validate'] as const) {
    await install({ name: `${door}.gate.test`, door, server: gate, namespace: guarded })
  }
  await install({
    name: 'validate.pods-only.test',
    door: 'validate',
    server: other,
    namespace: podsOnly,
  })
  await install({ name: 'a.reinvoked.test', door: 'mutate', server: gate, namespace: reinvoked })
  await install({ name: 'b.reinvoked.test', door: 'mutate', server: other, namespace: reinvoked })
})

afterAll(async () => {
  await gate?.stop()
  await other?.stop()
  await cluster?.stop()
})

const latestImage =
  'spec.containers[0].image: container "main" (image "nginx:latest") must name a version tag or a digest; :latest and no tag are refused'

test('a Pod with the tag latest is refused with our message', async () => {
  const refused = await create(
    pod({ name: 'latest', namespace: guarded, labels: owned, image: 'nginx:latest' }),
  )
  expect(refused).toEqual({
    code: 1,
    stdout: '',
    stderr: refusal('validate.gate.test', `no-latest-tag: ${latestImage}`),
  })
})

test('a Pod with a version is stored', async () => {
  const created = await create(pod({ name: 'versioned', namespace: guarded, labels: owned }))
  expect(created).toEqual({ code: 0, stdout: 'pod/versioned created\n', stderr: '' })
  await untilRunning('versioned', guarded, cluster.nodes.normal)
})

test('with podTemplates a Deployment of such Pods is refused', async () => {
  const manifest = deployment({ name: 'latest', namespace: guarded, image: 'nginx:latest' })
  const refused = await create(manifest)
  expect(refused).toEqual({
    code: 1,
    stdout: '',
    stderr: refusal('validate.gate.test', `no-latest-tag: spec.template.${latestImage}`),
  })
})

test('without podTemplates the Deployment is stored and the refusal is an event of its ReplicaSet', async () => {
  const manifest = deployment({ name: 'latest', namespace: podsOnly, image: 'nginx:latest' })
  const created = await create(manifest)
  expect(created).toEqual({ code: 0, stdout: 'deployment.apps/latest created\n', stderr: '' })
  const event = await eventually('the event', async () => {
    const { items } = await getJson<EventList>('events', '-n', podsOnly)
    const found = items.find(({ reason }) => reason === 'FailedCreate')
    if (found === undefined) throw new Error(`${items.length} events of other kinds`)
    return found
  })
  expect(event.involvedObject).toMatchObject({ kind: 'ReplicaSet' })
  expect(withoutId(event.message)).toBe(
    `Error creating: admission webhook "validate.pods-only.test" denied the request: no-latest-tag: ${latestImage} (decision ID)`,
  )
})

test('the Pods of a Deployment that asks for spot nodes get toleration and selector once, and run there', async () => {
  await create(
    deployment({ name: 'spotted', namespace: guarded, labels: { ...owned, ...asksForSpot } }),
  )
  const [first] = await untilPodsRun('spotted', guarded, cluster.nodes.spot)
  expect(first?.spec.nodeSelector).toEqual(spotSelector)
  expect(spotTolerations(first)).toEqual([spotToleration])

  // a new template, which is once more mutated, and new Pods from it
  const update = ['set', 'env', 'deployment/spotted', 'A=B', '-n', guarded]
  const updated = await kubectl(update)
  expect(updated).toEqual({ code: 0, stdout: 'deployment.apps/spotted env updated\n', stderr: '' })
  const second = await eventually('the Pod is replaced', async () => {
    const [pod, ...rest] = await untilPodsRun('spotted', guarded, cluster.nodes.spot)
    if (pod?.metadata.uid === first?.metadata.uid || rest.length > 0) throw new Error('not yet')
    return pod
  })
  expect(second?.spec.nodeSelector).toEqual(spotSelector)
  expect(spotTolerations(second)).toEqual([spotToleration])

  const { spec } = await getJson<Workload>('deployment', 'spotted', '-n', guarded)
  expect(spec.template.spec).toMatchObject({
    nodeSelector: spotSelector,
    tolerations: [spotToleration],
  })
})

test('a second call for the same Pod, after another webhook changed it, adds nothing', async () => {
  await create(pod({ name: 'twice', namespace: reinvoked, labels: asksForSpot }))
  const stored = await getJson<Pod>('pod', 'twice', '-n', reinvoked)
  expect(stored.metadata.annotations).toMatchObject({ 'sallyport.test/stamped': 'yes' })
  expect(stored.spec.nodeSelector).toEqual(spotSelector)
  expect(spotTolerations(stored)).toEqual([spotToleration])

  const { annotations = {} } = await auditEvent('create', 'twice', reinvoked)
  expect(mutationRounds(annotations)).toEqual([
    { round: 'round_0_index_0', webhook: 'a.reinvoked.test', mutated: true },
    { round: 'round_0_index_2', webhook: 'b.reinvoked.test', mutated: true },
    { round: 'round_1_index_0', webhook: 'a.reinvoked.test', mutated: false },
  ])
  await untilRunning('twice', reinvoked, cluster.nodes.spot)
})

test('kubectl create --dry-run=server gives the same answers and stores nothing', async () => {
  const refused = await create(
    pod({ name: 'latest', namespace: guarded, labels: owned, image: 'nginx:latest' }),
    ['--dry-run=server'],
  )
  expect(refused).toEqual({
    code: 1,
    stdout: '',
    stderr: refusal('validate.gate.test', `no-latest-tag: ${latestImage}`),
  })
  const labels = { ...owned, ...asksForSpot }
  const allowed = await create(pod({ name: 'rehearsed', namespace: guarded, labels }), [
    '--dry-run=server',
    ...['-o', 'json'],
  ])
  expect(allowed).toMatchObject({ code: 0, stderr: '' })
  const rehearsed = JSON.parse(allowed.stdout) as Pod
  expect(rehearsed.spec.nodeSelector).toEqual(spotSelector)
  expect(spotTolerations(rehearsed)).toEqual([spotToleration])
  const { stderr } = await kubectl(['get', 'pod', 'rehearsed', '-n', guarded])
  expect(stderr).toBe('Error from server (NotFound): pods "rehearsed" not found\n')
})

test('a warning reaches whoever sent the Pod, and the audit log', async () => {
  const created = await create(pod({ name: 'unowned', namespace: guarded }))
  expect(created).toEqual({
    code: 0,
    stdout: 'pod/unowned created\n',
    stderr: 'Warning: owner-label: metadata.labels: give the Pod a label "owner"\n',
  })
  const { annotations = {} } = await auditEvent('create', 'unowned', guarded)
  expect(annotations).toMatchObject({
    'validate.gate.test/owner-label.owner': 'nobody',
    'validate.gate.test/decision-id': expect.stringMatching(/^[0-9a-f]{8}$/),
  })
  expect(JSON.parse(annotations['validate.gate.test/validation_failure'] ?? '')).toEqual([
    {
      message: 'give the Pod a label "owner"',
      policy: 'owner-label',
      binding: 'owner-label',
      expressionIndex: 0,
      validationActions: ['Warn', 'Audit'],
    },
  ])
})

test('the audit log says which policy changed which fields', async () => {
  await create(pod({ name: 'changed', namespace: guarded, labels: { ...owned, ...asksForSpot } }))
  const { annotations } = await auditEvent('create', 'changed', guarded)
  expect(annotations).toMatchObject({
    'mutate.gate.test/changed': 'spot-toleration: spec.tolerations[2], spec.nodeSelector',
  })
})

test('updates that the rules allow and deletions pass, others do not', async () => {
  await create(pod({ name: 'living', namespace: guarded, labels: owned }))
  const kubectlHere = (...args: readonly string[]) => kubectl([...args, '-n', guarded])
  const labelled = await kubectlHere('label', 'pod', 'living', 'a=b')
  expect(labelled).toEqual({ code: 0, stdout: 'pod/living labeled\n', stderr: '' })
  const latest = { spec: { containers: [{ name: 'main', image: 'nginx:latest' }] } }
  const worse = await kubectlHere('patch', 'pod', 'living', '--patch', JSON.stringify(latest))
  expect(worse).toEqual({
    code: 1,
    stdout: '',
    stderr: refusal('validate.gate.test', `no-latest-tag: ${latestImage}`, ''),
  })
  const seenBefore = await reviewsSeen('validate', 'DELETE')
  const deleted = await kubectlHere('delete', 'pod', 'living')
  expect(deleted).toMatchObject({ code: 0, stderr: '' })
  expect(deleted.stdout).toMatch(/^pod "living" deleted/)
  expect(await reviewsSeen('validate', 'DELETE')).toBeGreaterThan(seenBefore)
})

test('when the server is gone, the failure policy of the webhook decides', async () => {
  const server = await startSallyport('leaving', [noLatestTag], cluster.folder)
  try {
    for (const [namespace, failurePolicy] of [
      ['closed', 'Fail'],
      ['open', 'Ignore'],
    ] as const) {
      await cluster.createNamespace(namespace)
      const name = `${namespace}.leaving.test`
      await install({ name, door: 'validate', server, namespace, failurePolicy })
      const refused = await create(pod({ name: 'before', namespace, image: 'nginx:latest' }))
      expect(refused.stderr).toBe(refusal(name, `no-latest-tag: ${latestImage}`))
    }
  } finally {
    await server.stop()
  }
  const closed = await create(pod({ name: 'after', namespace: 'closed' }))
  expect(closed).toMatchObject({ code: 1, stdout: '' })
  expect(closed.stderr).toBe(
    `Error from server (InternalError): error when creating "STDIN": Internal error occurred: failed calling webhook "closed.leaving.test": failed to call webhook: Post "${server.url}/validate?timeout=10s": dial tcp ${server.url.slice('https://'.length)}: connect: connection refused\n`,
  )
  const open = await create(pod({ name: 'after', namespace: 'open', image: 'nginx:latest' }))
  expect(open).toEqual({ code: 0, stdout: 'pod/after created\n', stderr: '' })
  const { annotations } = await auditEvent('create', 'after', 'open')
  expect(annotations).toMatchObject({
    'failed-open.validating.webhook.admission.k8s.io/round_0_index_0': 'open.leaving.test',
  })
})

const owned = { owner: 'team-a' }
const asksForSpot = { 'sallyport.dev/spot': 'true' }
const spotSelector = { 'node.kubernetes.io/lifecycle': 'spot' }
const spotToleration = { key: 'spot', operator: 'Equal', value: 'true', effect: 'NoSchedule' }

interface Pod {
  readonly metadata: {
    readonly uid: string
    readonly annotations?: Readonly<Record<string, string>>
    readonly deletionTimestamp?: string
  }
  readonly spec: {
    readonly nodeName?: string
    readonly nodeSelector?: unknown
    readonly tolerations?: readonly { readonly key?: string }[]
  }
  readonly status: { readonly phase?: string }
}

interface Workload {
  readonly spec: { readonly template: { readonly spec: unknown } }
}

interface EventList {
  readonly items: readonly {
    readonly reason: string
    readonly message: string
    readonly involvedObject: unknown
  }[]
}

/** A copy of the rule about images as it would be without `podTemplates`. */
function writeRuleForPodsOnly(folder: string): string {
  const path = join(folder, 'pods-only')
  const rule = readFileSync(noLatestTag, 'utf8')
  const copy = rule.replace(/^ +podTemplates: true\n/m, '')
  if (copy === rule) throw new Error(`${noLatestTag} has no line podTemplates: true`)
  mkdirSync(path)
  writeFileSync(join(path, 'policy.yaml'), copy)
  return path
}

function install(webhook: Parameters<typeof installWebhook>[1]): Promise<void> {
  return installWebhook(cluster, webhook)
}

function create(manifest: object, flags: readonly string[] = []): Promise<CommandResult> {
  return kubectl(['create', '-f', '-', ...flags], JSON.stringify(manifest))
}

async function kubectl(args: readonly string[], input = ''): Promise<CommandResult> {
  const result = await cluster.kubectl(args, { input })
  return { ...result, stderr: withoutId(result.stderr) }
}

async function getJson<T>(...args: readonly string[]): Promise<T> {
  const { stdout } = await kubectl(['get', ...args, '-o', 'json'])
  return JSON.parse(stdout) as T
}

/** What kubectl prints of a denial; the decision's id is another one every time. */
function refusal(
  webhook: string,
  message: string,
  context = 'error when creating "STDIN": ',
): string {
  return `Error from server (Forbidden): ${context}admission webhook "${webhook}" denied the request: ${message} (decision ID)\n`
}

function withoutId(text: string): string {
  return text.replaceAll(/\(decision [0-9a-f]{8}\)/g, '(decision ID)')
}

function untilRunning(name: string, namespace: string, node: string): Promise<void> {
  return eventually(`the Pod ${name} runs`, async () => {
    assertRuns(await getJson<Pod>('pod', name, '-n', namespace), node)
  })
}

function untilPodsRun(app: string, namespace: string, node: string): Promise<readonly Pod[]> {
  return eventually(`the Pods of ${app} run`, async () => {
    const list = await getJson<{ items: readonly Pod[] }>(
      'pods',
      '-l',
      `app=${app}`,
      '-n',
      namespace,
    )
    const pods = list.items.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    if (pods.length === 0) throw new Error('there are none')
    for (const pod of pods) assertRuns(pod, node)
    return pods
  })
}

function assertRuns({ spec, status }: Pod, node: string): void {
  expect({ phase: status.phase, node: spec.nodeName }).toEqual({ phase: 'Running', node })
}

/** Kubernetes adds tolerations of its own. */
function spotTolerations(pod: Pod | undefined) {
  return pod?.spec.tolerations?.filter(({ key }) => key === 'spot')
}

/** How many requests of an operation the gate has answered at a door, whatever it decided. */
async function reviewsSeen(door: string, operation: string): Promise<number> {
  const lines = (await gate.metrics()).split('\n')
  return lines
    .filter((line) => line.startsWith('sallyport_admission_duration_seconds_count{'))
    .filter((line) => line.includes(`door="${door}"`) && line.includes(`operation="${operation}"`))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0)
}

function auditEvent(verb: string, name: string, namespace: string): Promise<AuditEvent> {
  return eventually(`${verb} ${namespace}/${name} in the audit log`, () => {
    const found = cluster
      .auditEvents()
      .find(
        ({ objectRef, ...event }) =>
          event.verb === verb && objectRef?.name === name && objectRef.namespace === namespace,
      )
    if (found === undefined) throw new Error('no such event')
    return found
  })
}

/** The API server's own record of which mutating webhooks it called in which round, in that order. */
function mutationRounds(annotations: Readonly<Record<string, string>>) {
  const prefix = 'mutation.webhook.admission.k8s.io/'
  return Object.entries(annotations)
    .filter(([key]) => key.startsWith(prefix))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => {
      const { webhook, mutated } = JSON.parse(value) as { webhook: string; mutated: boolean }
      return { round: key.slice(prefix.length), webhook, mutated }
    })
}
