import { fieldOf, isArray, isObject, type JsonObject } from '../core/index.ts'
import { ClusterError, isRefusal } from './cluster-error.ts'
import type { Connection } from './connection.ts'
import type { ServedResource } from './discovery.ts'

/** Which objects of a resource; all of them where nothing is said. */
export interface Selection {
  readonly namespace?: string | undefined
  readonly fieldSelector?: string
  readonly labelSelector?: string
  /** How many at a time; 500. */
  readonly pageSize?: number
  /** Gives the list up. */
  readonly signal?: AbortSignal | undefined
}

/** Up to 500 objects, as they stood at that version. */
export interface ListedPage {
  readonly objects: readonly JsonObject[]
  readonly resourceVersion: string
}

const usualPageSize = 500

/**
 * The objects of a resource, page by page, each with its apiVersion and kind, which lists leave out. Where a continuation
 * expired between two pages, the list goes on with what the cluster holds now.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
export async function* listPages(
  connection: Connection,
  resource: ServedResource,
  selection: Selection = {},
  accept?: string,
): AsyncGenerator<ListedPage> {
  const path = pathOf(resource, selection.namespace)
  const seen = new Set<string>()
  for (let token = ''; ; ) {
    const ask = (query: string) => connection.get(`${path}?${query}`, accept, selection.signal)
    const list = await pageAt(ask, selection, token)
    const metadata = fieldOf(list, 'metadata')
    const resourceVersion = fieldOf(metadata, 'resourceVersion')
    yield {
      objects: itemsOf(list, resource),
      resourceVersion: typeof resourceVersion === 'string' ? resourceVersion : '',
    }
    const next = fieldOf(metadata, 'continue')
    if (typeof next !== 'string' || next === '') return
    if (seen.has(next)) {
      throw new ClusterError(
        connection.server,
        `the list of ${resource.resource} has no end: the server gives the same continuation twice`,
      )
    }
    seen.add(next)
    token = next
  }
}

/** All of them at once: for kinds of which a cluster has few. */
export async function listAll(
  connection: Connection,
  resource: ServedResource,
  selection: Selection = {},
): Promise<readonly JsonObject[]> {
  const all: JsonObject[] = []
  for await (const page of listPages(connection, resource, selection)) all.push(...page.objects)
  return all
}

/** Where the objects of a resource are: `/apis/apps/v1/namespaces/shop/deployments`. */
export function pathOf(
  { group, version, resource, namespaced }: ServedResource,
  namespace: string | undefined,
): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
  const inside =
    namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : ''
  return `${root}${inside}/${resource}`
}

async function pageAt(
  ask: (query: string) => Promise<JsonObject>,
  { fieldSelector, labelSelector, pageSize = usualPageSize }: Selection,
  token: string,
): Promise<JsonObject> {
  try {
    return await ask(queryOf({ token, fieldSelector, labelSelector, pageSize }))
  } catch (error) {
    const next = isRefusal(error, 410) ? error.refusal?.continueToken : undefined
    if (next === undefined) throw error
    return ask(queryOf({ token: next, fieldSelector, labelSelector, pageSize }))
  }
}

interface Query {
  readonly token: string
  readonly fieldSelector: string | undefined
  readonly labelSelector: string | undefined
  readonly pageSize: number
}

function queryOf({ token, fieldSelector, labelSelector, pageSize }: Query): string {
  return new URLSearchParams({
    limit: String(pageSize),
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
    ...(labelSelector === undefined ? {} : { labelSelector }),
    ...(token === '' ? {} : { continue: token }),
  }).toString()
}

function itemsOf(list: JsonObject, { apiVersion, kind }: ServedResource): readonly JsonObject[] {
  const items = fieldOf(list, 'items')
  return isArray(items) ? items.filter(isObject).map((item) => ({ ...item, apiVersion, kind })) : []
}
