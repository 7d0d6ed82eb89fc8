import { ClusterError } from '#src/cluster/cluster-error.ts'
import type { Connection } from '#src/cluster/connection.ts'
import { fieldOf, isObject, type JsonObject } from '#src/core/index.ts'

interface Served {
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly kind: string
  readonly namespaced: boolean
}

/** An API server that holds what it is given, for tests of what is read and written, and of what goes wrong. */
export interface SmallCluster {
  readonly connection: Connection
  /** Stored objects by their path; tests change them as they like. */
  readonly objects: Map<string, JsonObject>
  /** What was asked, in its order: `GET /path`. */
  readonly asked: string[]
  /** The next requests whose line matches fail so. */
  readonly failing: { line: RegExp; times: number; status: number | undefined }[]
}

const url = 'https://cluster.test'

export function smallCluster(served: readonly Served[]): SmallCluster {
  const objects = new Map<string, JsonObject>()
  const asked: string[] = []
  const failing: SmallCluster['failing'] = []

  async function answer(method: string, target: string, act: (path: string) => JsonObject) {
    const line = `${method} ${decodeURIComponent(target)}`
    asked.push(line)
    const failure = failing.find((one) => one.times > 0 && one.line.test(line))
    if (failure !== undefined) {
      failure.times--
      throw refusal(failure.status)
    }
    return act(target.split('?')[0] ?? '')
  }

  function list(target: string, path: string): JsonObject {
    const query = new URLSearchParams(target.split('?')[1])
    const name = path.slice(path.lastIndexOf('/') + 1)
    const root = path.slice(0, path.lastIndexOf('/'))
    const all = [...objects]
      .filter(([key]) => key.startsWith(`${root}/`) && key.split('/').at(-2) === name)
      .map(([, object]) => object)
    const start = Number(query.get('continue') ?? 0)
    const limit = Number(query.get('limit') ?? 500)
    const next = start + limit < all.length ? { continue: String(start + limit) } : {}
    return { metadata: next, items: all.slice(start, start + limit) }
  }

  const discovery = (root: string): JsonObject => ({
    kind: 'APIGroupDiscoveryList',
    items: [...new Set(served.map(({ group }) => group))]
      .filter((group) => (group === '') === (root === '/api'))
      .map((group) => ({
        metadata: { name: group },
        versions: served
          .filter((one) => one.group === group)
          .map(({ version, resource, kind, namespaced }) => ({
            version,
            resources: [
              {
                resource,
                responseKind: { kind },
                scope: namespaced ? 'Namespaced' : 'Cluster',
                verbs: ['create', 'list'],
              },
            ],
          })),
      })),
  })

  function merged(before: JsonObject, patch: JsonObject): JsonObject {
    const fields = Object.entries(patch).map(([key, value]) => {
      const old = fieldOf(before, key)
      return [key, isObject(value) && isObject(old) ? merged(old, value) : value] as const
    })
    return { ...before, ...Object.fromEntries(fields) }
  }

  const connection: Connection = {
    server: url,
    get: (target) =>
      answer('GET', target, (path) => {
        if (path === '/api' || path === '/apis') return discovery(path)
        return target.includes('?') ? list(target, path) : held(objects, path)
      }),
    post: (target, body) =>
      answer('POST', target, (path) => {
        objects.set(`${path}/${String(fieldOf(fieldOf(body, 'metadata'), 'name'))}`, body)
        return body
      }),
    put: () => Promise.reject(refusal(405)),
    apply: (target, object) =>
      answer('APPLY', target, (path) => {
        objects.set(path, object)
        return object
      }),
    merge: (target, patch) =>
      answer('MERGE', target, (path) => {
        const after = merged(held(objects, path), patch)
        objects.set(path, after)
        return after
      }),
    remove: (target) =>
      answer('DELETE', target, (path) => {
        const before = held(objects, path)
        objects.delete(path)
        return before
      }),
    watch: async function* () {},
    serverTime: () => new Date(),
    close: () => undefined,
  }
  return { connection, objects, asked, failing }
}

function held(objects: ReadonlyMap<string, JsonObject>, path: string): JsonObject {
  const object = objects.get(path)
  if (object === undefined) throw refusal(404)
  return object
}

/** Without a status nobody answered. */
function refusal(status: number | undefined): ClusterError {
  if (status === undefined) return new ClusterError(url, 'the cluster does not answer')
  return new ClusterError(url, `answered with ${status}`, {
    status,
    reason: '',
    continueToken: undefined,
    retryAfter: undefined,
  })
}
