import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type JsonObject, printJson, readYaml } from '#src/core/index.ts'
import { nameOf } from '#src/core/kubernetes/object.ts'
import type { ControlPlane } from '../control-plane.ts'
import { type DoorRecorder, recordDoors } from '../door-recorder.ts'
import { realManifests } from '../objects/real-manifests.ts'
import { eventually } from '../wait.ts'
import { type Place, placesIn, steadyPlaces } from './places.ts'

/** An object on its way into the cluster, as its admission plugins get it. */
export interface Subject {
  readonly name: string
  /** As it is sent. */
  readonly manifest: JsonObject
  /** The `request` of the AdmissionReview. */
  readonly request: JsonObject & { readonly object: JsonObject }
}

/** What stands around the subjects. */
export interface Surroundings {
  readonly namespace: JsonObject
  readonly params: JsonObject
}

export const subjectsNamespace = 'cel'
export const paramsName = 'params'
/** Whoever sends a subject says this of itself, so that `request.options` is always the same. */
export const fieldManager = 'cel'

/** How many manifests of real projects are among the subjects, where they are at hand. */
const realAmount = 12

/** Makes namespace, kind and params that the subjects need, then records how admission sees each of them. */
export async function recordSubjects(cluster: ControlPlane): Promise<readonly Subject[]> {
  const [kind, params, ...written] = readDocuments()
  await cluster.createNamespace(subjectsNamespace, { team: 'harbour', 'example.com/env': 'test' })
  for (const object of [kind, params]) await create(cluster, object)
  await eventually('the kind of subjects is served', () =>
    must(cluster, ['get', 'cargoes.cel.example', '-n', subjectsNamespace]),
  )
  const recorder = await recordDoors(cluster)
  const own = await Promise.all(written.map((manifest) => record(recorder, manifest)))
  const real = await Promise.all(someRealManifests().map((manifest) => record(recorder, manifest)))
  await recorder.stop()
  const missing = written.filter((_, index) => own[index] === undefined)
  if (missing.length > 0) throw new Error(`not let in: ${printJson(missing)}`)
  return [...own, ...real]
    .filter((subject) => subject !== undefined)
    .slice(0, own.length + realAmount)
}

/** The cluster's own namespace object and params. */
export async function readSurroundings(cluster: ControlPlane): Promise<Surroundings> {
  const read = async (...args: readonly string[]) =>
    JSON.parse(await must(cluster, ['get', ...args, '-o', 'json'])) as JsonObject
  return {
    namespace: await read('namespace', subjectsNamespace),
    params: await read('configmap', paramsName, '-n', subjectsNamespace),
  }
}

/** The values of the names that expressions can read. */
export function valuesOf({ request }: Subject, { namespace, params }: Surroundings): JsonObject {
  const { object, oldObject, uid: _, ...rest } = request
  return {
    object,
    oldObject: oldObject ?? null,
    request: rest,
    namespaceObject: withoutManagedFields(namespace),
    params,
  }
}

/** All that expressions may read of a subject without being different in every request. */
export function placesOf(subject: Subject, surroundings: Surroundings): readonly Place[] {
  const { object, params, request, namespaceObject } = valuesOf(subject, surroundings) as Values
  return [
    ...steadyPlaces('object', object),
    ...steadyPlaces('params', params),
    ...steadyPlaces('namespaceObject', namespaceObject),
    ...placesIn('request', request).filter(({ text }) => text !== 'request'),
    { text: 'oldObject', type: { name: 'null_type', parameters: [] }, value: null },
  ]
}

type Values = Readonly<Record<'object' | 'params' | 'request' | 'namespaceObject', JsonObject>>

function readDocuments(): readonly JsonObject[] {
  const name = 'subjects.yaml'
  const text = readFileSync(join(import.meta.dirname, name), 'utf8')
  return readYaml({ name, text }).documents.map(({ value }) => value as JsonObject)
}

/** Undefined where the API server refuses it before webhooks are asked. */
async function record(recorder: DoorRecorder, written: JsonObject): Promise<Subject | undefined> {
  const manifest = withoutToken(written)
  const { apiVersion, kind, metadata } = manifest as unknown as Manifest
  const parcel = { apiVersion, kind, namespace: subjectsNamespace, body: printJson(manifest) }
  const { validating } = await recorder.send(parcel)
  const name = `${kind} ${metadata.name}`
  return validating && { name, manifest, request: withManager(validating) }
}

/** The volume with a Pod's token has another name in every request. */
function withoutToken(manifest: JsonObject): JsonObject {
  if (manifest['kind'] !== 'Pod') return manifest
  const spec = manifest['spec'] as JsonObject
  return { ...manifest, spec: { ...spec, automountServiceAccountToken: false } }
}

interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string }
}

/** Small Pods and workloads, from all over the list; some will not be let in. */
function someRealManifests(): readonly JsonObject[] {
  const suited = realManifests()
    .map(({ object }) => object)
    .filter((object) => ['Pod', 'Deployment', 'Service', 'Job'].includes(String(object['kind'])))
    .filter((object) => printJson(object).length < 4000)
  const step = Math.max(1, Math.floor(suited.length / (2 * realAmount)))
  const named = new Map(suited.map((object, index) => [nameOf(object), { object, index }]))
  return [...named.values()].filter(({ index }) => index % step === 0).map(({ object }) => object)
}

function withManager(request: JsonObject): Subject['request'] {
  const options = { ...(request['options'] as JsonObject), fieldManager }
  return { ...request, options } as unknown as Subject['request']
}

function withoutManagedFields(object: JsonObject): JsonObject {
  const { managedFields: _, ...metadata } = object['metadata'] as JsonObject
  return { ...object, metadata }
}

async function create(cluster: ControlPlane, object: JsonObject | undefined): Promise<void> {
  await must(cluster, ['create', '-f', '-'], JSON.stringify(object))
}

async function must(cluster: ControlPlane, args: readonly string[], input = ''): Promise<string> {
  const { code, stdout, stderr } = await cluster.kubectl(args, { input })
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
  return stdout
}
