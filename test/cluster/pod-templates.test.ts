import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createSnapshot,
  type Finding,
  latestKubernetesVersion,
  loadPolicies,
  printJson,
  printPath,
  type Snapshot,
} from '#src/core/index.ts'
import { templatePathOf } from '#src/core/kubernetes/pod-template.ts'
import { policyFolders, textOf } from '#test/policies/policy-folders.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { type HttpsDoor, openHttpsDoor } from './https-door.ts'
import { generatedRules } from './pod-templates/generated-rules.ts'
import { kinds, type Workload, workloadLabel, workloadsIn } from './pod-templates/workloads.ts'
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

/** The reviews of created workloads and Pods that were stored, by kind and name of the workload. */
const reviews = new Map<string, Review>()

beforeAll(async () => {
  cluster = await startControlPlane()
  client = apiClient(cluster.kubeconfig)
  door = await openHttpsDoor(record)
  await cluster.createNamespace(namespace, { env: 'test' })
  await installRecorder()
  snapshot = await readSnapshot()
  const now = Date.now()
  workloads = workloadsIn(namespace, new Date(now - 90_000).toISOString())
  for (const workload of workloads) await create(workload)
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
  const own = policyFolders.filter(({ name }) => refusing.has(name))
  expect(own.length).toBeGreaterThan(6)
})

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
    readonly object: {
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

/** Lets everything through; of the Pods of one workload the first is kept. */
function record(_: string, body: Buffer): string {
  const review = JSON.parse(body.toString()) as Review
  const { uid, kind, object } = review.request
  const { name, labels = {} } = object.metadata
  const key = `${kind.kind} ${kind.kind === 'Pod' ? labels[workloadLabel] : name}`
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
  const sources = [
    ...policyFolders.map((folder) => textOf(folder, 'policy.yaml')),
    generatedRules('templates of 1.37', generatedCount),
  ]
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
