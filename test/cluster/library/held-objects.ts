import { isObject, type JsonObject, printJson, valueAt } from '#src/core/index.ts'
import type { ApiClient } from '../api-client.ts'
import { createPath, type ServedResource } from '../served-resources.ts'
import type { UnfitForApi } from '../tester-parity/api-verdict.ts'
import { servedAs } from '../tester-parity/served-as.ts'
import { eventually } from '../wait.ts'
import { jsonPatch, pathOf } from './case-request.ts'

export interface ApiSide {
  readonly client: ApiClient
  readonly served: readonly ServedResource[]
}

/** Stores the object as somebody whom no rule concerns; unfit where the API server does not take it. */
export async function hold(object: JsonObject, side: ApiSide): Promise<UnfitForApi | undefined> {
  if (object['kind'] === 'Namespace') return holdNamespace(object, side.client)
  const path = pathOf(object, side.served)
  const { first, steps } = inSteps(object)
  const created = unfitOf(await create(first, side))
  if (created !== undefined) return created
  for (const { subResource, change } of steps) {
    const patch = { method: 'PATCH', path: `${path}/${subResource}`, ...change } as const
    const unfit = unfitOf(await side.client.send(patch))
    // a custom kind without the sub-resource has its status already
    if (unfit !== undefined && unfit.status !== 404) return unfit
  }
  return isLeaving(object) ? leave(path, side.client) : undefined
}

/** In the place of what is there already; what a controller keeps is changed. */
async function create(object: JsonObject, side: ApiSide) {
  const { client, served } = side
  const namespace = String(valueAt(object, ['metadata', 'namespace']) ?? 'default')
  const collection = createPath(servedAs(object, served), namespace)
  const text = printJson(object)
  const answer = await client.post(collection, text)
  if (answer.status !== 409) return answer
  if (isOfController(object)) return client.patch(pathOf(object, served), text)
  await release(object, side)
  return client.post(collection, text)
}

function unfitOf(answer: { readonly status: number; readonly text: string }) {
  const { status, text } = answer
  return status >= 400 ? { status, unfit: messageIn(text) } : undefined
}

/** Takes it away, whoever holds it up, and answers when it is gone; a namespace stays. */
export async function release(object: JsonObject, { client, served }: ApiSide): Promise<void> {
  if (object['kind'] === 'Namespace' || isOfController(object)) return
  const path = pathOf(object, served)
  await eventually(`${path} is gone`, async () => {
    await client.patch(path, '{"metadata":{"finalizers":null}}')
    const { status } = await client.remove(`${path}?gracePeriodSeconds=0`)
    if (status !== 404) throw new Error(`the API server answers ${status}`)
  })
}

/** There it can be created in at once; one that is there already gets these labels and annotations. */
async function holdNamespace(
  object: JsonObject,
  client: ApiClient,
): Promise<UnfitForApi | undefined> {
  const name = String(valueAt(object, ['metadata', 'name']))
  const path = `/api/v1/namespaces/${name}`
  const { deletionTimestamp, ...metadata } = object['metadata'] as JsonObject
  const created = await client.post('/api/v1/namespaces', printJson({ ...object, metadata }))
  if (created.status === 409) await relabel(path, metadata, client)
  else if (created.status >= 400) return unfitOf(created)
  await eventually(`service account of ${name}`, async () => {
    const { status } = await client.get(`${path}/serviceaccounts/default`)
    if (status !== 200) throw new Error(`the API server answers ${status}`)
  })
  return deletionTimestamp === undefined ? undefined : leave(path, client)
}

async function relabel(
  path: string,
  { labels, annotations }: JsonObject,
  client: ApiClient,
): Promise<void> {
  const { text } = await client.get(path)
  const { metadata } = JSON.parse(text) as { readonly metadata: JsonObject }
  const gone = (key: string) =>
    Object.fromEntries(
      Object.keys({ ...(metadata[key] as JsonObject | undefined) })
        .filter((name) => name !== 'kubernetes.io/metadata.name')
        .map((name) => [name, null]),
    )
  const changed = {
    labels: { ...gone('labels'), ...(labels as JsonObject | undefined) },
    annotations: { ...gone('annotations'), ...(annotations as JsonObject | undefined) },
  }
  await client.patch(path, printJson({ metadata: changed }))
}

/** What can be written at once, and what only through a sub-resource. */
function inSteps(object: JsonObject) {
  const { spec, status, ...rest } = object
  const { deletionTimestamp, deletionGracePeriodSeconds, ...metadata } = {
    ...(object['metadata'] as JsonObject),
  }
  const { ephemeralContainers, ...others } = { ...(isObject(spec) ? spec : {}) }
  const whole = { ...rest, metadata, ...(spec === undefined ? {} : { spec }) }
  const first = {
    ...(ephemeralContainers === undefined ? whole : { ...whole, spec: others }),
    ...(status === undefined ? {} : { status }),
  }
  return {
    first,
    steps: [
      ...(ephemeralContainers === undefined
        ? []
        : [
            {
              subResource: 'ephemeralcontainers',
              change: jsonPatch(first, { ...first, spec: spec ?? {} }),
            },
          ]),
      ...(status === undefined
        ? []
        : [
            {
              subResource: 'status',
              change: {
                contentType: 'application/merge-patch+json',
                body: printJson({ status }),
              },
            },
          ]),
    ],
  }
}

/** Every namespace has it, and again as soon as it is gone. */
function isOfController(object: JsonObject): boolean {
  return object['kind'] === 'ServiceAccount' && valueAt(object, ['metadata', 'name']) === 'default'
}

function isLeaving(object: JsonObject): boolean {
  return valueAt(object, ['metadata', 'deletionTimestamp']) !== undefined
}

/** It is deleted, and stays for as long as its finalizers do. */
async function leave(path: string, client: ApiClient): Promise<UnfitForApi | undefined> {
  return unfitOf(await client.remove(path))
}

function messageIn(text: string): string {
  return text.startsWith('{') ? (JSON.parse(text) as { readonly message: string }).message : text
}
