import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type JsonObject, type JsonValue, parseJson } from '#src/core/index.ts'
import { testCertificates } from '#test/support/test-certificates.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import type { ControlPlane } from './control-plane.ts'
import { createPath, type ServedResource, servedResources } from './served-resources.ts'
import { eventually } from './wait.ts'

/** An object on its way: its text as it is sent, so that forms of numbers and doubled fields arrive too. */
export interface Parcel {
  readonly apiVersion: string
  readonly kind: string
  /** Counts for namespaced kinds only; it must exist. */
  readonly namespace: string
  readonly body: string
  readonly contentType?: 'application/json' | 'application/yaml'
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore'
}

/** What became of a parcel. A door that it did not reach is missing. */
export interface Passage {
  /** Of HTTP; 0 where the API server dropped the connection. */
  readonly status: number
  /** The object that would have been stored, or a `Status`; null where there is no answer. */
  readonly body: JsonValue
  readonly warnings: readonly string[]
  /** The name under which the request stands in the audit log's URIs. */
  readonly fieldManager: string
  /** The `request` of the AdmissionReview. */
  readonly mutating?: JsonObject
  readonly validating?: JsonObject
}

export interface DoorRecorder {
  readonly client: ApiClient
  readonly served: readonly ServedResource[]
  /** Creates with dry-run. Rejects where nothing serves the kind; CRDs must be there when the recorder starts. */
  readonly send: (parcel: Parcel) => Promise<Passage>
  readonly stop: () => Promise<void>
}

type Door = (typeof doors)[number]

const doors = ['mutating', 'validating'] as const

const configurations = {
  mutating: { kind: 'MutatingWebhookConfiguration', path: 'mutatingwebhookconfigurations' },
  validating: { kind: 'ValidatingWebhookConfiguration', path: 'validatingwebhookconfigurations' },
} as const

const registration = '/apis/admissionregistration.k8s.io/v1'

/** The requests that each door got, by the field manager that the sender gave itself. */
type Records = Readonly<Record<Door, Map<string, JsonObject>>>

/**
 * Two doors of the cluster that let everything through and keep what they were asked about this recorder's own parcels.
 * Several recorders on one cluster do not see each other's.
 */
export async function recordDoors(
  cluster: Pick<ControlPlane, 'kubeconfig'>,
): Promise<DoorRecorder> {
  const client = apiClient(cluster.kubeconfig)
  const run = `doors-${randomUUID().slice(0, 8)}`
  const records: Records = { mutating: new Map(), validating: new Map() }
  const { authority, leaf } = await testCertificates()
  const tls = { cert: leaf.certificate, key: leaf.key }
  const server = createServer({ ...tls, keepAliveTimeout: 0 }, answering(records))
  const url = await listen(server)
  const stop = async () => {
    for (const door of doors) await client.remove(`${configurationPath(door)}/${run}`)
    client.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  const caBundle = Buffer.from(authority.certificate).toString('base64')
  for (const door of doors) await register(client, door, run, { url: `${url}/${door}`, caBundle })
  const served = await servedResources(client)
  const send = sender(client, served, run, records)
  await untilActive(send)
  return { client, served, send, stop }
}

function configurationPath(door: Door): string {
  return `${registration}/${configurations[door].path}`
}

async function register(
  client: ApiClient,
  door: Door,
  run: string,
  clientConfig: { readonly url: string; readonly caBundle: string },
): Promise<void> {
  const everything = {
    apiGroups: ['*'],
    apiVersions: ['*'],
    resources: ['*/*'],
    operations: ['CREATE', 'UPDATE'],
    scope: '*',
  }
  const configuration = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: configurations[door].kind,
    metadata: { name: run },
    webhooks: [
      {
        name: `${door}.${run}.test`,
        clientConfig,
        rules: [everything],
        matchConditions: ownOnly(run),
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        failurePolicy: 'Fail',
        timeoutSeconds: 10,
      },
    ],
  }
  const { status, text } = await client.post(configurationPath(door), JSON.stringify(configuration))
  if (status !== 201) throw new Error(`the ${door} door cannot be registered: ${text}`)
}

/** One false condition is enough, so the system's own requests never meet the second one. */
function ownOnly(run: string) {
  return [
    { name: 'administrator', expression: 'request.userInfo.username == "admin"' },
    {
      name: 'own',
      expression: `has(request.options.fieldManager) && request.options.fieldManager.startsWith("${run}-")`,
    },
  ]
}

function sender(
  client: ApiClient,
  served: readonly ServedResource[],
  run: string,
  records: Records,
): DoorRecorder['send'] {
  let count = 0
  return async ({ apiVersion, kind, namespace, body, contentType, fieldValidation = 'Strict' }) => {
    const place = served.find((one) => one.apiVersion === apiVersion && one.kind === kind)
    if (place === undefined) throw new Error(`nothing serves ${kind} of ${apiVersion}`)
    const fieldManager = `${run}-${count++}`
    const query = new URLSearchParams({ dryRun: 'All', fieldValidation, fieldManager })
    const path = `${createPath(place, namespace)}?${query}`
    const answer = await client.post(path, body, contentType).catch(dropped)
    return {
      status: answer.status,
      body: jsonOf(answer.text),
      warnings: answer.warnings,
      fieldManager,
      ...taken(records, 'mutating', fieldManager),
      ...taken(records, 'validating', fieldManager),
    }
  }
}

/** The API server drops the connection where one of its own validations panics. */
function dropped(cause: NodeJS.ErrnoException): Awaited<ReturnType<ApiClient['post']>> {
  if (cause.code !== 'ECONNRESET') throw cause
  return { status: 0, text: 'null', warnings: [], auditId: '' }
}

function taken(records: Records, door: Door, fieldManager: string): Partial<Passage> {
  const request = records[door].get(fieldManager)
  records[door].delete(fieldManager)
  return request === undefined ? {} : { [door]: request }
}

async function untilActive(send: DoorRecorder['send']): Promise<void> {
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'marker' } }
  await eventually('both doors are called', async () => {
    const parcel = { ...configMap, namespace: 'default', body: JSON.stringify(configMap) }
    const { status, mutating, validating } = await send(parcel)
    if (mutating === undefined || validating === undefined) throw new Error(`status ${status}`)
  })
}

type Listener = NonNullable<Parameters<typeof createServer>[1]>

/** The path is the name of the door. */
function answering(records: Records): Listener {
  return (incoming, outgoing) => {
    const door = doors.find((one) => incoming.url?.startsWith(`/${one}?`))
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const { request } = jsonOf(Buffer.concat(chunks).toString()) as unknown as Review
      if (door === undefined) throw new Error(`no door is called ${incoming.url}`)
      records[door].set(request.options.fieldManager, request as unknown as JsonObject)
      outgoing.setHeader('content-type', 'application/json')
      outgoing.end(JSON.stringify(allowed(request.uid)))
    })
  }
}

interface Review {
  readonly request: {
    readonly uid: string
    readonly options: { readonly fieldManager: string }
  }
}

function allowed(uid: string) {
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: { uid, allowed: true },
  }
}

function jsonOf(text: string): JsonValue {
  const parsed = parseJson(text)
  if (parsed.kind === 'problem') throw new Error(`${parsed.message}: ${text.slice(0, 200)}`)
  return parsed.value
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return `https://127.0.0.1:${port}`
}
