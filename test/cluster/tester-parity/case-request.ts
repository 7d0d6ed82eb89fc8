import { type JsonObject, printJson } from '#src/core/index.ts'
import { diff } from '#src/core/mutation/diff.ts'
import type { PolicyCase } from '#src/tester/cases/policy-case.ts'
import type { ApiClient, ApiRequest } from '../api-client.ts'
import { createPath, type ServedResource } from '../served-resources.ts'
import type { UnfitForApi } from './api-verdict.ts'

/** A case's request to the API server, and where its object goes that names no namespace. */
export interface PlacedCase {
  readonly row: PolicyCase
  readonly namespace: string
}

/**
 * Stores what must be there before the request of the case can be made, and answers that request; unfit where that cannot
 * be stored. A change is sent as a JSON Patch, because the stored object has more than the case writes: service account,
 * node, defaults.
 */
export async function caseRequest(
  { row, namespace }: PlacedCase,
  client: ApiClient,
  served: readonly ServedResource[],
): Promise<ApiRequest | UnfitForApi> {
  const { object, oldObject, operation = 'CREATE', subResource, userInfo } = row
  const collection = createPath(servedAs(object, served), namespaceOf(row, namespace))
  const as = userInfo === undefined ? {} : { as: userInfo }
  if (operation === 'CREATE') {
    return { method: 'POST', path: collection, body: printJson(object), ...as }
  }
  const existing = oldObject ?? object
  const unfit = await store(existing, collection, client)
  if (unfit !== undefined) return unfit
  const path = pathOf(existing, collection)
  if (operation === 'DELETE') return { method: 'DELETE', path, ...as }
  return {
    method: 'PATCH',
    path: subResource === undefined ? path : `${path}/${subResource}`,
    ...jsonPatch(existing, object),
    ...as,
  }
}

function jsonPatch(before: JsonObject, after: JsonObject) {
  const contentType = 'application/json-patch+json'
  return { contentType, body: JSON.stringify(diff(before, after)) }
}

function pathOf({ metadata }: JsonObject, collection: string): string {
  return `${collection}/${(metadata as { readonly name: string }).name}`
}

/** Ephemeral containers come later, through their sub-resource. */
async function store(
  object: JsonObject,
  collection: string,
  client: ApiClient,
): Promise<UnfitForApi | undefined> {
  const { ephemeralContainers, ...spec } = { ...(object['spec'] as JsonObject | undefined) }
  if (ephemeralContainers === undefined) {
    return refusalOf(await client.post(collection, printJson(object)))
  }
  const first = { ...object, spec }
  const path = `${pathOf(object, collection)}/ephemeralcontainers`
  return (
    refusalOf(await client.post(collection, printJson(first))) ??
    refusalOf(await client.send({ method: 'PATCH', path, ...jsonPatch(first, object) }))
  )
}

function refusalOf({ status, text }: Awaited<ReturnType<ApiClient['post']>>) {
  if (status < 400) return undefined
  return { status, unfit: (JSON.parse(text) as { readonly message: string }).message }
}

function namespaceOf({ object, namespace }: PolicyCase, otherwise: string): string {
  const { namespace: own } = { ...(object['metadata'] as JsonObject | undefined) }
  return typeof own === 'string' ? own : (namespace ?? otherwise)
}

export function servedAs(
  { apiVersion, kind }: JsonObject,
  served: readonly ServedResource[],
): ServedResource {
  const place = served.find((one) => one.apiVersion === apiVersion && one.kind === kind)
  if (place === undefined) throw new Error(`nothing serves ${kind} of ${apiVersion}`)
  return place
}
