import { ClusterError } from '#src/cluster/cluster-error.ts'
import type { Connection } from '#src/cluster/connection.ts'
import { pause } from '#src/cluster/pause.ts'
import { fieldOf, type JsonObject } from '#src/core/index.ts'

/** What a request is answered with instead of by the objects; undefined where by them. */
export type Says = (
  method: string,
  path: string,
  body: JsonObject | undefined,
) => JsonObject | undefined

/**
 * The objects of an API server in memory, with its rules about resourceVersions, conflicts and watches: for tests of what goes
 * wrong. All connections see the same objects.
 */
export interface MemoryCluster {
  readonly connect: () => MemoryConnection
  readonly read: (path: string) => JsonObject | undefined
  /** As somebody else, whatever stood there before. */
  readonly write: (path: string, object: JsonObject) => void
  readonly remove: (path: string) => void
  /** What all connections asked, in its order: `GET /path`. */
  readonly asked: readonly string[]
  /** All watches end, as they do every few minutes. */
  readonly cutWatches: () => void
  /** Changes before now can no longer be watched. */
  readonly compact: () => void
  /** How far the server's clock is ahead of ours. */
  readonly setClock: (aheadMs: number) => void
}

export interface MemoryConnection extends Connection {
  /** `gone`: every request fails at once. `silent`: none is answered before it is given up. */
  readonly turn: (state: 'there' | 'gone' | 'silent') => void
}

interface Change {
  readonly version: number
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly path: string
  readonly object: JsonObject
}

export function memoryCluster(says: Says = () => undefined): MemoryCluster {
  const objects = new Map<string, JsonObject>()
  const changes: Change[] = []
  const asked: string[] = []
  let version = 100
  let oldest = 0
  let aheadMs = 0
  let watches = new AbortController()
  let news = new AbortController()

  function store(type: Change['type'], path: string, given: JsonObject): JsonObject {
    version++
    const metadata = fieldOf(given, 'metadata') as JsonObject
    const object = { ...given, metadata: { ...metadata, resourceVersion: `${version}` } }
    if (type === 'DELETED') objects.delete(path)
    else objects.set(path, object)
    changes.push({ version, type, path, object })
    news.abort()
    news = new AbortController()
    return object
  }

  function write(path: string, object: JsonObject): JsonObject {
    return store(objects.has(path) ? 'MODIFIED' : 'ADDED', path, object)
  }

  function remove(path: string): void {
    const object = objects.get(path)
    if (object !== undefined) store('DELETED', path, object)
  }

  function get(target: string): JsonObject {
    const [path = '', query] = target.split('?')
    if (query === undefined) return objects.get(path) ?? refuse(404, 'NotFound')
    const object = objects.get(`${path}/${selectedName(query)}`)
    return {
      metadata: { resourceVersion: `${version}` },
      items: object === undefined ? [] : [object],
    }
  }

  function post(path: string, body: JsonObject): JsonObject {
    const target = `${path}/${String(fieldOf(fieldOf(body, 'metadata'), 'name'))}`
    return objects.has(target) ? refuse(409, 'AlreadyExists') : store('ADDED', target, body)
  }

  function put(path: string, body: JsonObject): JsonObject {
    const before = objects.get(path) ?? refuse(404, 'NotFound')
    const isNewest = versionOf(before) === versionOf(body)
    return isNewest ? store('MODIFIED', path, body) : refuse(409, 'Conflict')
  }

  async function* watch(target: string, signal: AbortSignal): AsyncGenerator<JsonObject> {
    const [path = '', query = ''] = target.split('?')
    const wanted = `${path}/${selectedName(query)}`
    let seen = Number(new URLSearchParams(query).get('resourceVersion'))
    if (seen < oldest) {
      yield { type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } }
      return
    }
    const ends = AbortSignal.any([signal, watches.signal])
    while (!ends.aborted) {
      const next = changes.filter((one) => one.version > seen && one.path === wanted)
      const soon = news.signal
      for (const { type, object } of next) yield { type, object }
      seen = Math.max(seen, ...next.map((one) => one.version))
      if (next.length === 0) await pause(60_000, AbortSignal.any([ends, soon]))
    }
  }

  function connect(): MemoryConnection {
    let state: 'there' | 'gone' | 'silent' = 'there'
    let turned = new AbortController()
    const isThere = () => state === 'there'
    async function answer(
      [method, path, body]: readonly [string, string, JsonObject?],
      signal: AbortSignal | undefined,
      act: () => JsonObject,
    ): Promise<JsonObject> {
      asked.push(`${method} ${decodeURIComponent(path)}`)
      await pause(1)
      if (state === 'silent') await pause(10_000, signal)
      if (signal?.aborted) throw new ClusterError(url, 'there was no time')
      if (!isThere()) throw new ClusterError(url, 'the cluster does not answer')
      return says(method, path, body) ?? act()
    }
    return {
      server: url,
      get: (path, _accept, signal) => answer(['GET', path], signal, () => get(path)),
      post: (path, body, signal) => answer(['POST', path, body], signal, () => post(path, body)),
      put: (path, body, signal) => answer(['PUT', path, body], signal, () => put(path, body)),
      apply: () => refuse(405, 'MethodNotAllowed'),
      merge: () => refuse(405, 'MethodNotAllowed'),
      remove: () => refuse(405, 'MethodNotAllowed'),
      watch: async function* (path, { signal }) {
        asked.push(`WATCH ${decodeURIComponent(path)}`)
        const ends = AbortSignal.any([signal, turned.signal])
        if (isThere()) yield* watch(path, ends)
        if (!isThere() && !signal.aborted) throw new ClusterError(url, 'the watch broke')
      },
      serverTime: () => new Date(Date.now() + aheadMs),
      close: () => undefined,
      turn: (next) => {
        state = next
        turned.abort()
        turned = new AbortController()
      },
    }
  }

  return {
    connect,
    read: (path) => objects.get(path),
    write,
    remove,
    asked,
    cutWatches: () => {
      watches.abort()
      watches = new AbortController()
    },
    compact: () => {
      oldest = version
    },
    setClock: (ms) => {
      aheadMs = ms
    },
  }
}

const url = 'https://memory.test'

function refuse(status: number, reason: string): never {
  throw new ClusterError(url, reason, {
    status,
    reason,
    continueToken: undefined,
    retryAfter: undefined,
  })
}

function selectedName(query: string): string {
  return (new URLSearchParams(query).get('fieldSelector') ?? '').replace('metadata.name=', '')
}

function versionOf(object: JsonObject): unknown {
  return fieldOf(fieldOf(object, 'metadata'), 'resourceVersion')
}
