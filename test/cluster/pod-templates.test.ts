import { basename, dirname } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createSnapshot,
  creationsOf,
  type Finding,
  type JsonObject,
  latestKubernetesVersion,
  loadPolicies,
  printJson,
  printPath,
  type Snapshot,
  serviceAccountUser,
  type UserInfo,
  valueAt,
} from '#src/core/index.ts'
import { templatePathOf } from '#src/core/kubernetes/pod-template.ts'
import { throughStages } from '#src/tester/through-doors.ts'
import { firstPolicies, firstPolicyTexts } from '#test/support/first-policies.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { type HttpsDoor, openHttpsDoor } from './https-door.ts'
import { generatedRules } from './pod-templates/generated-rules.ts'
import {
  kinds,
  unusualWorkloadsIn,
  type Workload,
  workloadLabel,
  workloadsIn,
} from './pod-templates/workloads.ts'
import { answered } from './policies/engine-side.ts'
import { register, webhookConfiguration } from './policies/registrations.ts'
import { eventually } from './wait.ts'

const namespace = 'pod-templates'
const generatedCount = 60

let cluster: ControlPlane
let client: ApiClient
let door: HttpsDoor
let snapshot: Snapshot
let workloads: readonly Workload[]
let unusual: readonly Workload[]

/** The reviews of created workloads and Pods that were stored, by kind and name of the workload. */
const reviews = new Map<string, Review>()

beforeAll(async () => {
  cluster = await startControlPlane()
  client = apiClient(cluster.kubeconfig)
  door = await openHttpsDoor(record)
  await cluster.createNamespace(namespace, { env: 'test' })
  await installRecorder()
  snapshot = await readSnapshot()
  const place = { namespace, scheduledBefore: new Date(Date.now() - 90_000).toISOString() }
  workloads = workloadsIn(place)
  unusual = unusualWorkloadsIn(place)
  for (const workload of [...workloads, ...unusual]) await create(workload)
})

afterAll(async () => {
  client?.close()
  await door?.stop()
  await cluster?.stop()
})

test.for(kinds)('of a $kind and of its Pods', async ({ kind }) => {
  const own = workloads.filter((workload) => workload.kind === kind)
  const judged = await Promise.all(own.map(judgeBoth))
  for (const { name, ofTemplate, ofPod } of judged) expect.soft(ofPod, name).toEqual(ofTemplate)
  const refused = judged.map(({ ofPod }) => ofPod.filter(({ effect }) => effect === 'deny').length)
  expect(Math.min(...refused)).toBeLessThan(generatedCount / 3)
  expect(Math.max(...refused)).toBeGreaterThan(generatedCount / 3)
})

test('the policies of this repository are among them, and refuse some of the workloads', async () => {
  const judged = await Promise.all(workloads.map(judgeBoth))
  const refusing = new Set(judged.flatMap(({ ofPod }) => ofPod.map(({ policy }) => policy)))
  const own = firstPolicies.filter((path) => refusing.has(basename(dirname(path))))
  expect(own.length).toBeGreaterThan(6)
})

test.for(kinds)('what controllers create of a $kind is what is worked out', async ({ kind }) => {
  const objects = await heldObjects()
  const own = [...workloads, ...unusual].filter((workload) => workload.kind === kind)
  for (const { name } of own) {
    const { request } = await review(kind, name)
    const created = createdFrom(request.object, request.resource, objects)
    const seen = await Promise.all(
      created.map(({ object }) => review(String(object['kind']), name)),
    )
    for (const [index, { object, userInfo }] of created.entries()) {
      const real = seen[index]?.request
      expect.soft(normal(object), `${name}: ${object['kind']}`).toEqual(normal(real?.object ?? {}))
      expect.soft(userInfo).toEqual({
        username: real?.userInfo.username,
        groups: real?.userInfo.groups,
      })
    }
    expect(created.at(-1)?.object['kind']).toBe('Pod')
  }
})

/** The objects on the way from a workload to its Pod, as they come to the validating door, and who sends them. */
function createdFrom(
  owner: JsonObject,
  resource: Review['request']['resource'],
  objects: readonly JsonObject[],
): readonly { readonly object: JsonObject; readonly userInfo: UserInfo }[] {
  const time = '2026-01-31T12:00:00Z'
  const objectsOf = (apiVersion: string, kind: string) =>
    objects.filter((one) => one['apiVersion'] === apiVersion && one['kind'] === kind)
  const cluster = {
    snapshot: { ...snapshot, objectsOf },
    kubernetesVersion: latestKubernetesVersion,
    time,
  }
  return creationsOf(owner, resource, { workloads: snapshot.workloads, time }).flatMap(
    ({ object, account = '' }) => {
      const userInfo = serviceAccountUser('kube-system', account)
      const passage = throughStages(object, { uid: '', namespace, userInfo }, cluster)
      const next = createdFrom(passage.object, passage.resource, objects)
      return [{ object: passage.object, userInfo }, ...next]
    },
  )
}

/** What the API server's plugins look at. */
async function heldObjects(): Promise<readonly JsonObject[]> {
  const paths = [
    `/api/v1/namespaces/${namespace}/serviceaccounts/default`,
    '/apis/scheduling.k8s.io/v1/priorityclasses/system-node-critical',
  ]
  const texts = await Promise.all(paths.map((path) => client.get(path)))
  return texts.map(({ text }) => JSON.parse(text) as JsonObject)
}

/**
 * With placeholders for what is drawn, hashed or said by a clock. A Job without labels has those of its template, which in the API
 * server are one map with them.
 */
function normal(object: JsonObject): unknown {
  const { managedFields: _, ...metadata } = object['metadata'] as JsonObject
  const { name, generateName, labels } = metadata
  const ownLabels = Object.entries(labels as JsonObject).filter(
    ([key]) => object['kind'] !== 'Job' || !/(controller-uid|job-name)$/.test(key),
  )
  const isGenerated = generateName !== undefined && String(name).startsWith(String(generateName))
  const text = JSON.stringify({
    ...object,
    metadata: {
      ...metadata,
      labels: Object.fromEntries(ownLabels),
      name: isGenerated ? 'GENERATED' : (name ?? null),
    },
  })
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UID')
    .replace(/"\d{4}-\d\d-\d\dT[0-9:]+Z"/g, '"TIME"')
    .replace(/(?<=-)\d{8}(?=["-])/g, 'MINUTE')
    .replace(/"kube-api-access-[a-z0-9]{5}"/g, '"kube-api-access-"')
  const [, hash] =
    /"(?:pod-template-hash|controller-revision-hash)":"(?:[^"]*-)?([^"]*)"/.exec(text) ?? []
  const whole = hash === undefined ? text : text.replaceAll(hash, 'HASH')
  return JSON.parse(whole, (key, value) => (key === 'matchFields' ? 'NODE' : value))
}

/** What a policy says, with the field as it is in the Pod. */
type Said = Pick<Finding, 'policy' | 'index' | 'effect' | 'cause' | 'message' | 'reason'> & {
  readonly path: string | undefined
}

async function judgeBoth({ name, kind }: Workload) {
  const ofTemplate = await judge(await review(kind, name))
  return { name, ofTemplate, ofPod: await judge(await review('Pod', name)) }
}

function review(kind: string, name: string): Promise<Review> {
  return eventually(`the ${kind} ${name} came to the door`, () => {
    const found = reviews.get(`${kind} ${name}`)
    if (found === undefined) throw new Error(`there are ${[...reviews.keys()]}`)
    return found
  })
}

async function judge({ request }: Review): Promise<readonly Said[]> {
  const { decision } = await answered(
    printJson(reviewOf(request)),
    'validate',
    snapshot,
    (question) => {
      throw new Error(`asked for ${JSON.stringify(question)}`)
    },
  )
  const { group, resource } = request.resource
  const at = templatePathOf(group, resource) ?? []
  return decision.findings.map(({ policy, index, effect, cause, message, reason, path }) => ({
    ...{ policy, index, effect, cause, message, reason },
    path: path && printPath(path.slice(at.length)),
  }))
}

interface Review {
  readonly request: {
    readonly uid: string
    readonly kind: { readonly kind: string }
    readonly resource: { readonly group: string; readonly resource: string }
    readonly userInfo: { readonly username: string; readonly groups: readonly string[] }
    readonly object: JsonObject & {
      readonly metadata: {
        readonly name: string
        readonly labels?: Readonly<Record<string, string>>
      }
    }
  }
}

function reviewOf(request: Review['request']) {
  return { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request }
}

/** Lets everything through; of what controllers create of one workload the first is kept, by the workload's name. */
function record(_: string, body: Buffer): string {
  const review = JSON.parse(body.toString()) as Review
  const { uid, kind, object } = review.request
  const { name, labels = {} } = object.metadata
  const template = valueAt(object, ['spec', 'template', 'metadata', 'labels', workloadLabel])
  const key = `${kind.kind} ${labels[workloadLabel] ?? template ?? name}`
  if (!reviews.has(key)) reviews.set(key, review)
  const response = { uid, allowed: true }
  return JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response })
}

async function installRecorder(): Promise<void> {
  const entry = {
    name: 'recorder.pod-templates.test',
    clientConfig: { url: door.url, caBundle: Buffer.from(door.ca).toString('base64') },
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    failurePolicy: 'Fail',
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    rules: [
      {
        apiGroups: ['', 'apps', 'batch'],
        apiVersions: ['v1'],
        resources: ['*'],
        operations: ['CREATE'],
      },
    ],
  }
  const problem = await register(
    client,
    webhookConfiguration('ValidatingWebhookConfiguration', 'recorder', [entry]),
  )
  if (problem !== undefined) throw new Error(problem)
  await eventually('the recorder is called', async () => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'marker' } }
    const path = `/api/v1/namespaces/${namespace}/configmaps?dryRun=All`
    await client.post(path, JSON.stringify(object))
    if (!reviews.has('ConfigMap marker')) throw new Error('it is not')
  })
}

async function readSnapshot(): Promise<Snapshot> {
  const kubernetesVersion = latestKubernetesVersion
  const sources = [...firstPolicyTexts(), generatedRules('templates of 1.37', generatedCount)]
  const { policies, problems } = loadPolicies(sources, { kubernetesVersion })
  expect(problems).toEqual([])
  const { text } = await client.get(`/api/v1/namespaces/${namespace}`)
  const context = [{ name: 'namespace', text }]
  return createSnapshot({ policies, context, kubernetesVersion }).snapshot
}

async function create({ path, name, object, statusPatch }: Workload): Promise<void> {
  const { status, text } = await client.post(path, printJson(object))
  if (status !== 201) throw new Error(text)
  if (statusPatch === undefined) return
  const patched = await client.send({
    method: 'PATCH',
    path: `${path}/${name}/status`,
    contentType: 'application/merge-patch+json',
    body: printJson(statusPatch),
  })
  if (patched.status !== 200) throw new Error(patched.text)
}
