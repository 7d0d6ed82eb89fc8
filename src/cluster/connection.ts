import { isObject, type JsonObject, parseJson } from '../core/index.ts'
import { ClusterError } from './cluster-error.ts'
import { type Credentials, credentialsOf } from './credentials.ts'
import { exchange, type Received, type Sent } from './exchange.ts'
import { withExecCredential } from './exec-credential.ts'
import { type ChosenCluster, type ClusterChoice, chosenCluster } from './kubeconfig.ts'
import { pause } from './pause.ts'
import { gaveUp, noAnswer, refused } from './request-failure.ts'
import { serverClock } from './server-clock.ts'
import { type Streaming, streamLines } from './stream-lines.ts'

/**
 * An API server that can be asked. What fails is thrown as a `ClusterError`; all paths begin with `/`. A signal gives a request
 * up before its time is over.
 */
export interface Connection {
  /** Its URL, as the kubeconfig has it. */
  readonly server: string
  readonly get: (path: string, accept?: string, signal?: AbortSignal) => Promise<JsonObject>
  readonly post: (path: string, body: JsonObject, signal?: AbortSignal) => Promise<JsonObject>
  /** The whole object; refused with 409 where its resourceVersion is not the newest. */
  readonly put: (path: string, object: JsonObject, signal?: AbortSignal) => Promise<JsonObject>
  /** Server-side apply in our name; what others own of these fields becomes ours. */
  readonly apply: (path: string, object: JsonObject) => Promise<JsonObject>
  /** A JSON merge patch (RFC 7396). */
  readonly merge: (path: string, patch: JsonObject) => Promise<JsonObject>
  /** With DeleteOptions where they are given. */
  readonly remove: (path: string, options?: JsonObject) => Promise<JsonObject>
  /** The events of a watch as they come; ends when the server or the signal ends it. */
  readonly watch: (path: string, streaming: Streaming) => AsyncGenerator<JsonObject>
  /** What its clock says, which jumps of our own do not change; ours before it has answered. */
  readonly serverTime: () => Date
  readonly close: () => void
}

/** In whose name fields are applied. */
const fieldManager = 'sallyport'

/** A connection to the chosen cluster: nothing is sent yet, but a credential plugin has been run. A request takes at most the time given. */
export async function connect(choice: ClusterChoice, timeoutMs: number): Promise<Connection> {
  const chosen = await withExecCredential(await chosenCluster(choice), timeoutMs)
  const base = baseOf(chosen)
  const credentials = await credentialsOf(chosen)
  const clock = serverClock()
  const send = async (sent: Sent, signal?: AbortSignal): Promise<JsonObject> => {
    const received = await patiently(signal, () =>
      exchange(sent, credentials, { timeoutMs, signal }).catch((cause: unknown) => {
        throw signal?.aborted ? gaveUp(chosen) : noAnswer(cause, chosen, timeoutMs)
      }),
    )
    clock.hear(received.date)
    return objectIn(received, sent, chosen)
  }
  return {
    server: chosen.cluster.server,
    get: (path, accept = json, signal) =>
      send({ method: 'GET', url: urlOf(base, path), accept }, signal),
    post: (path, body, signal) => send(writing('POST', urlOf(base, path), body), signal),
    put: (path, object, signal) => send(writing('PUT', urlOf(base, path), object), signal),
    apply: (path, object) => {
      const url = urlOf(base, `${path}?fieldManager=${fieldManager}&force=true`)
      return send({ ...writing('PATCH', url, object), contentType: 'application/apply-patch+yaml' })
    },
    merge: (path, patch) => {
      const url = urlOf(base, `${path}?fieldManager=${fieldManager}`)
      return send({ ...writing('PATCH', url, patch), contentType: 'application/merge-patch+json' })
    },
    remove: (path, options = {}) => send(writing('DELETE', urlOf(base, path), options)),
    watch: (path, streaming) => {
      const { accept = json } = streaming
      const sent = { method: 'GET', url: urlOf(base, path), accept } as const
      return watchEvents(sent, { credentials, chosen, streaming })
    },
    serverTime: clock.now,
    close: () => {
      credentials.agent.destroy()
      credentials.streamAgent.destroy()
    },
  }
}

const json = 'application/json'

function writing(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: URL, body: JsonObject): Sent {
  return { method, url, accept: json, body: JSON.stringify(body) }
}

interface Watching {
  readonly credentials: Credentials
  readonly chosen: ChosenCluster
  readonly streaming: Streaming
}

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes */
async function* watchEvents(
  sent: Sent,
  { credentials, chosen, streaming }: Watching,
): AsyncGenerator<JsonObject> {
  try {
    const streamed = await streamLines(sent, credentials, streaming)
    if (streamed.kind === 'refused') {
      objectIn(streamed.received, sent, chosen)
      return
    }
    for await (const line of streamed.lines) yield eventIn(line, sent, chosen)
  } catch (cause) {
    if (streaming.signal.aborted) return
    throw cause instanceof ClusterError ? cause : noAnswer(cause, chosen, streaming.idleMs)
  }
}

function eventIn(line: string, sent: Sent, chosen: ChosenCluster): JsonObject {
  const parsed = parseJson(line)
  if (parsed.kind === 'value' && isObject(parsed.value)) return parsed.value
  throw refused({ status: 200, answer: undefined, sent }, chosen)
}

function baseOf({ cluster, origin }: ChosenCluster): URL {
  const url = URL.canParse(cluster.server) ? new URL(cluster.server) : undefined
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url
  throw new ClusterError(
    origin,
    `the cluster's server ${JSON.stringify(cluster.server)} is no URL: write it as https://HOST:PORT`,
  )
}

/** A server behind a proxy may have a path of its own. */
function urlOf(base: URL, path: string): URL {
  return new URL(`${base.pathname.replace(/\/$/, '')}${path}`, base)
}

const attempts = 4
const longestWaitSeconds = 5

/** Asks again where the server is busy and says when to: https://kubernetes.io/docs/concepts/cluster-administration/flow-control/ */
async function patiently(
  signal: AbortSignal | undefined,
  ask: () => Promise<Received>,
): Promise<Received> {
  for (let attempt = 1; ; attempt++) {
    const received = await ask()
    const { status, retryAfter } = received
    const isBusy = (status === 429 || status === 503) && retryAfter !== undefined
    if (!isBusy || attempt === attempts) return received
    await pause(Math.min(Math.max(retryAfter, 0), longestWaitSeconds) * 1000, signal)
  }
}

function objectIn(
  { status, text, retryAfter }: Received,
  sent: Sent,
  chosen: ChosenCluster,
): JsonObject {
  const parsed = parseJson(text)
  const value = parsed.kind === 'value' && isObject(parsed.value) ? parsed.value : undefined
  if (status < 200 || status > 299 || value === undefined) {
    throw refused({ status, answer: value, sent, retryAfter }, chosen)
  }
  return value
}
