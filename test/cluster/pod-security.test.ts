import { env } from 'node:process'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Decision, fieldOf, type JsonObject } from '#src/core/index.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { type DoorRecorder, type Passage, recordDoors } from './door-recorder.ts'
import { namespaceJudge } from './pod-security/namespace-judge.ts'
import { samples } from './pod-security/pods.ts'
import { type Standards, standards } from './pod-security/standards.ts'
import { workloads } from './pod-security/workloads.ts'

/*
 * Pod Security as the plugin of a real API server has it. Each Pod, and each workload with it as template, is created
 * with dry-run twice: in a namespace with labels, where the plugin judges it, and in one that asks for nothing, where a
 * door records the review that this engine then judges as if the namespace had these labels.
 *
 * What is compared: whether it is refused, the message, warnings and audit annotations. Ours is brought to the plugin's
 * form: without the decision's id, the short line above a long message, and the name before the annotations' keys.
 */

// biome-ignore lint/style/noProcessEnv: the one setting of this test; `.ci/run --full` sets it
const isFull = env['SALLYPORT_FULL'] === '1'
const pods = samples(isFull ? 1 : 3)
const atOnce = 8
const minutes = 60_000

let cluster: ControlPlane
let recorder: DoorRecorder

beforeAll(async () => {
  cluster = await startControlPlane()
  await cluster.createNamespace('open')
  await Promise.all(standards.map(({ name, labels }) => cluster.createNamespace(name, labels)))
  recorder = await recordDoors(cluster)
}, 5 * minutes)

afterAll(async () => {
  await recorder?.stop()
  await cluster?.stop()
})

/** What was said of an object by one of both. */
interface Said {
  readonly allowed: boolean
  readonly message: string | undefined
  readonly warnings: readonly string[]
  readonly annotations: Readonly<Record<string, string>>
}

interface Judged {
  readonly name: string
  readonly object: JsonObject
  readonly plugin: Passage
  readonly open: Passage
  readonly standards: Standards
}

test(
  'Pods: verdict, message, warnings and audit annotations are the plugin’s',
  async ({ annotate }) => {
    const sent = pods.map(({ name, pod }, index) => ({ name, object: pod, index }))
    const { compared, differences, refused, invalid } = await compare(sent)
    await annotate(inspect({ compared, refused, invalid }))
    expect(differences).toEqual([])
    expect(compared).toBeGreaterThanOrEqual(300)
    expect(refused).toBeGreaterThan(100)
    expect(compared - refused).toBeGreaterThan(50)
  },
  5 * minutes,
)

test(
  'workloads: warnings and audit annotations are the plugin’s',
  async ({ annotate }) => {
    const sent = pods.map(({ name, pod }, index) => {
      const { apiVersion, kind, of } = workloads[index % workloads.length] ?? unheard()
      const object = { apiVersion, kind, metadata: { name: 'w' }, ...of(pod) }
      return { name: `${kind} with ${name}`, object, index }
    })
    const { compared, differences, refused, invalid } = await compare(sent)
    await annotate(inspect({ compared, invalid }))
    expect(differences).toEqual([])
    expect(compared).toBeGreaterThanOrEqual(300)
    expect(refused).toBe(0)
  },
  5 * minutes,
)

test(
  'namespaces: what new labels say of the Pods that are there, and labels that are wrong',
  async ({ annotate }) => {
    const before = await namespaceWithPods()
    const pods = await existingPods()
    const said = []
    for (const text of relabelings) {
      const labels = labelsOf(text)
      const answer = await relabel(labels)
      const { allowed, status, warnings } = judgeRelabeling(before, labels, pods)
      const refusal = fieldOf(JSON.parse(answer.text) as JsonObject, 'message')
      said.push({
        text,
        plugin: { allowed: answer.status === 200, refusal, warnings: answer.warnings },
        ours: { allowed, refusal: status && messageOf(status), warnings },
      })
    }
    await annotate(inspect({ pods: pods.length, relabelings: said.length }))
    expect(said.map(({ text, ours }) => ({ text, ...ours }))).toEqual(
      said.map(({ text, plugin }) => ({ text, ...plugin })),
    )
    expect(said.some(({ plugin }) => plugin.warnings.length > 2)).toBe(true)
  },
  5 * minutes,
)

/** The labels of `enforce` and its version that a namespace without any is to have. */
const relabelings = [
  ...['v1.0', 'v1.8', 'v1.19', 'v1.22', 'v1.25', 'v1.34', 'v1.35', 'latest'].flatMap((version) => [
    `baseline ${version}`,
    `restricted ${version}`,
  ]),
  'privileged latest',
  'restricted v1.x',
  'high latest',
  'high 1.25',
]

function labelsOf(text: string): Standards['labels'] {
  const [level = '', version = ''] = text.split(' ')
  const enforce = 'pod-security.kubernetes.io/enforce'
  return { [enforce]: level, [`${enforce}-version`]: version }
}

async function namespaceWithPods(): Promise<JsonObject> {
  await cluster.createNamespace('existing')
  const owners = await Promise.all(['o1', 'o2'].map(ownerNamed))
  const spread = samples(1).filter((_, index) => index % 23 === 0)
  const items = spread.map(({ pod }, index) => named(pod, `p${index}`, owners[index % 3]))
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
  await cluster.kubectl(['create', '-n', 'existing', '-f', '-'], { input: list })
  return jsonOf(await cluster.kubectl(['get', 'namespace', 'existing', '-o', 'json']))
}

/** Something that is there, so that nobody collects what it owns. */
async function ownerNamed(name: string): Promise<JsonObject> {
  const create = ['create', 'configmap', name, '-n', 'existing', '-o', 'json']
  const { metadata } = jsonOf(await cluster.kubectl(create))
  const uid = fieldOf(metadata, 'uid') ?? null
  return { apiVersion: 'v1', kind: 'ConfigMap', name, uid, controller: true }
}

/** Further Pods of one controller are looked at last. */
function named(pod: JsonObject, name: string, controller: JsonObject | undefined): JsonObject {
  const metadata = {
    ...(pod['metadata'] as JsonObject),
    name,
    ...(controller === undefined ? {} : { ownerReferences: [controller] }),
  }
  return { ...pod, metadata }
}

async function existingPods(): Promise<readonly JsonObject[]> {
  const list = jsonOf(await cluster.kubectl(['get', 'pods', '-n', 'existing', '-o', 'json']))
  return (list['items'] as readonly JsonObject[]).map((pod) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    ...pod,
  }))
}

async function relabel(labels: Standards['labels']) {
  const body = JSON.stringify({ metadata: { labels } })
  const { client } = recorder
  return client.patch('/api/v1/namespaces/existing?dryRun=All', body)
}

function judgeRelabeling(
  before: JsonObject,
  labels: Standards['labels'],
  pods: readonly JsonObject[],
): Decision {
  const metadata = before['metadata'] as JsonObject
  const after = {
    ...before,
    metadata: { ...metadata, labels: { ...(metadata['labels'] as JsonObject), ...labels } },
  }
  const name = { group: '', version: 'v1' }
  return namespaceJudge(
    'existing',
    {},
    pods,
  )({
    uid: 'relabel',
    kind: { ...name, kind: 'Namespace' },
    resource: { ...name, resource: 'namespaces' },
    name: 'existing',
    namespace: 'existing',
    operation: 'UPDATE',
    userInfo: {},
    object: after,
    oldObject: before,
  })
}

function jsonOf({
  stdout,
  stderr,
}: {
  readonly stdout: string
  readonly stderr: string
}): JsonObject {
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as JsonObject
}

interface Sent {
  readonly name: string
  readonly object: JsonObject
  readonly index: number
}

async function compare(sent: readonly Sent[]) {
  const judged = await sendAll(sent)
  const valid = judged.filter(({ open }) => open.status !== 422)
  const annotations = annotationsByManager()
  const pairs = valid.map((one) => ({
    one,
    plugin: saidByPlugin(one.plugin, annotations),
    ours: saidByUs(one),
  }))
  const differences = pairs
    .filter(({ plugin, ours }) => inspect(plugin) !== inspect(ours))
    .slice(0, 10)
    .map(({ one, plugin, ours }) =>
      inspect(
        { name: one.name, standards: one.standards, plugin, ours, object: one.object },
        printed,
      ),
    )
  const refused = pairs.filter(({ plugin }) => !plugin.allowed).length
  return { compared: pairs.length, differences, refused, invalid: judged.length - valid.length }
}

const printed = { depth: 20, breakLength: 200 } as const

async function sendAll(sent: readonly Sent[]): Promise<readonly Judged[]> {
  const judged: Judged[] = []
  const entries = sent.values()
  const work = async () => {
    for (const { name, object, index } of entries) {
      const labelled = standards[index % standards.length] ?? unheard()
      const [plugin, open] = await Promise.all([send(object, labelled.name), send(object, 'open')])
      judged.push({ name, object, plugin, open, standards: labelled })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return judged
}

async function send(object: JsonObject, namespace: string): Promise<Passage> {
  const { apiVersion, kind } = object
  return recorder.send({
    apiVersion: String(apiVersion),
    kind: String(kind),
    namespace,
    body: JSON.stringify(object),
  })
}

/** The plugin's annotations of each request in the audit log. */
function annotationsByManager(): ReadonlyMap<string, Said['annotations']> {
  const events = cluster.auditEvents().filter(({ stage }) => stage === 'ResponseComplete')
  return new Map(
    events.map(({ requestURI, annotations = {} }) => [
      new URLSearchParams(requestURI.split('?')[1]).get('fieldManager') ?? '',
      keysBehind('pod-security.kubernetes.io/', annotations),
    ]),
  )
}

function saidByPlugin(
  { status, body, warnings, fieldManager }: Passage,
  annotations: ReadonlyMap<string, Said['annotations']>,
): Said {
  return {
    allowed: status === 201,
    message: status === 201 ? undefined : String(fieldOf(body, 'message')),
    warnings: warnings.filter((text) => text.includes('PodSecurity')),
    annotations: annotations.get(fieldManager) ?? {},
  }
}

function saidByUs({ open, standards: { labels } }: Judged): Said {
  if (open.validating === undefined) throw new Error(`no review: ${JSON.stringify(open.body)}`)
  const { allowed, status, warnings, auditAnnotations } = namespaceJudge(
    'open',
    labels,
  )(open.validating)
  return {
    allowed,
    message: status && messageOf(status),
    warnings,
    annotations: keysBehind('PodSecurity.', auditAnnotations),
  }
}

function messageOf({ message }: NonNullable<Decision['status']>): string {
  return message.replace(/ \(decision [^)]*\)$/, '').replace(/^[^\n]*…\n/, '')
}

function keysBehind(prefix: string, annotations: Said['annotations']): Said['annotations'] {
  return Object.fromEntries(
    Object.entries(annotations)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]): [string, string] => [key.slice(prefix.length), value])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

function unheard(): never {
  throw new Error('an index beyond its table')
}
