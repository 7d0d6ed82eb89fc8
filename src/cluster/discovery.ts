import { fieldOf, isArray, isObject, type JsonObject, type JsonValue } from '../core/index.ts'
import type { Connection } from './connection.ts'
import { textIn } from './text-in.ts'

/** A resource that the server has, in one of its versions. */
export interface ServedResource {
  readonly group: string
  readonly version: string
  readonly apiVersion: string
  /** In the plural, as in its URL. */
  readonly resource: string
  readonly kind: string
  readonly namespaced: boolean
  readonly verbs: readonly string[]
}

/** All that a server serves; of a group the preferred version comes first. Sub-resources are left out. */
export interface Discovery {
  readonly resources: readonly ServedResource[]
  readonly find: (apiVersion: string, kind: string) => ServedResource | undefined
}

const aggregated = ['v2', 'v2beta1'].map(
  (version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
)

/**
 * What the server serves: in two requests, or where it is older than 1.27 in one for every version of a group.
 * https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api
 */
export async function discover(connection: Connection): Promise<Discovery> {
  const roots = await Promise.all(
    ['/api', '/apis'].map(async (path) => {
      const answer = await connection.get(path, [...aggregated, 'application/json'].join(','))
      return answer['kind'] === 'APIGroupDiscoveryList'
        ? aggregatedResources(answer)
        : resourcesOneByOne(connection, path, answer)
    }),
  )
  const resources = roots.flat()
  const byKind = new Map(
    resources.map((resource) => [`${resource.apiVersion} ${resource.kind}`, resource]),
  )
  return { resources, find: (apiVersion, kind) => byKind.get(`${apiVersion} ${kind}`) }
}

function aggregatedResources(list: JsonObject): readonly ServedResource[] {
  return objectsIn(list, 'items').flatMap((item) => {
    const group = textIn(fieldOf(item, 'metadata'), 'name')
    return objectsIn(item, 'versions').flatMap((one) =>
      objectsIn(one, 'resources').map((resource) =>
        served(group, textIn(one, 'version'), {
          resource: textIn(resource, 'resource'),
          kind: textIn(fieldOf(resource, 'responseKind'), 'kind'),
          namespaced: textIn(resource, 'scope') === 'Namespaced',
          verbs: textsIn(resource, 'verbs'),
        }),
      ),
    )
  })
}

/** A group whose own server is away answers nothing; the others are there all the same. */
async function resourcesOneByOne(
  connection: Connection,
  root: string,
  answer: JsonObject,
): Promise<readonly ServedResource[]> {
  const versions =
    root === '/api'
      ? textsIn(answer, 'versions').map((version) => ({ group: '', version }))
      : objectsIn(answer, 'groups').flatMap(versionsOf)
  const lists = await Promise.all(
    versions.map(async ({ group, version }) => {
      const apiVersion = group === '' ? version : `${group}/${version}`
      return resourcesOf(connection, apiVersion).catch(() => [])
    }),
  )
  return lists.flat()
}

/** What the server serves of one apiVersion; refused with 404 where it has none of that name. */
export async function resourcesOf(
  connection: Connection,
  apiVersion: string,
): Promise<readonly ServedResource[]> {
  const [group = '', version = ''] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : ['', apiVersion]
  const list = await connection.get(`${group === '' ? '/api' : '/apis'}/${apiVersion}`)
  return objectsIn(list, 'resources')
    .filter((resource) => !textIn(resource, 'name').includes('/'))
    .map((resource) =>
      served(group, version, {
        resource: textIn(resource, 'name'),
        kind: textIn(resource, 'kind'),
        namespaced: fieldOf(resource, 'namespaced') === true,
        verbs: textsIn(resource, 'verbs'),
      }),
    )
}

function versionsOf(group: JsonObject) {
  const name = textIn(group, 'name')
  const preferred = textIn(fieldOf(group, 'preferredVersion'), 'version')
  const versions = objectsIn(group, 'versions').map((one) => textIn(one, 'version'))
  return [preferred, ...versions.filter((version) => version !== preferred)].map((version) => ({
    group: name,
    version,
  }))
}

function served(
  group: string,
  version: string,
  described: Pick<ServedResource, 'resource' | 'kind' | 'namespaced' | 'verbs'>,
): ServedResource {
  return {
    group,
    version,
    apiVersion: group === '' ? version : `${group}/${version}`,
    ...described,
  }
}

function objectsIn(value: JsonValue, key: string): readonly JsonObject[] {
  const items = fieldOf(value, key)
  return isArray(items) ? items.filter(isObject) : []
}

function textsIn(value: JsonValue, key: string): readonly string[] {
  const items = fieldOf(value, key)
  return isArray(items) ? items.filter((item) => typeof item === 'string') : []
}
