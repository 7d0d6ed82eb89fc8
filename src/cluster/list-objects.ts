import { fieldOf, isArray, isObject, type JsonObject } from '../core/index.ts'
import { ClusterError, isRefusal } from './cluster-error.ts'
import type { Connection } from './connection.ts'
import type { ServedResource } from './discovery.ts'

/** Which objects of a resource; all of them where nothing is said. */
export interface Selection {
  readonly namespace?: string | undefined
  readonly fieldSelector?: string
}

const pageSize = 500

/**
 * The objects of a resource, 500 at a time, each with its apiVersion and kind, which lists leave out. Where a continuation
 * expired between two pages, the list goes on with what the cluster holds now.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
export async function* listPages(
  connection: Connection,
  resource: ServedResource,
  selection: Selection = {},
): AsyncGenerator<readonly JsonObject[]> {
  const path = pathOf(resource, selection.namespace)
  const seen = new Set<string>()
  for (let token = ''; ; ) {
    const list = await pageAt(connection, path, selection, token)
    yield itemsOf(list, resource)
    const next = fieldOf(fieldOf(list, 'metadata') ?? null, 'continue')
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
  for await (const page of listPages(connection, resource, selection)) all.push(...page)
  return all
}

/** Where the objects of a resource are: `/apis/apps/v1/namespaces/shop/deployments`. */
function pathOf(
  { group, version, resource, namespaced }: ServedResource,
  namespace: string | undefined,
): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
  const inside =
    namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : ''
  return `${root}${inside}/${resource}`
}

async function pageAt(
  connection: Connection,
  path: string,
  { fieldSelector }: Selection,
  token: string,
): Promise<JsonObject> {
  try {
    return await connection.get(`${path}?${queryOf(token, fieldSelector)}`)
  } catch (error) {
    const next = isRefusal(error, 410) ? error.refusal?.continueToken : undefined
    if (next === undefined) throw error
    return connection.get(`${path}?${queryOf(next, fieldSelector)}`)
  }
}

function queryOf(token: string, fieldSelector: string | undefined): string {
  return new URLSearchParams({
    limit: String(pageSize),
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
    ...(token === '' ? {} : { continue: token }),
  }).toString()
}

function itemsOf(list: JsonObject, { apiVersion, kind }: ServedResource): readonly JsonObject[] {
  const items = fieldOf(list, 'items')
  return isArray(items) ? items.filter(isObject).map((item) => ({ ...item, apiVersion, kind })) : []
}
