import { setTimeout as sleep } from 'node:timers/promises'
import { isObject, type JsonObject, parseJson } from '../core/index.ts'
import { ClusterError } from './cluster-error.ts'
import { credentialsOf } from './credentials.ts'
import { exchange, type Received, type Sent } from './exchange.ts'
import { withExecCredential } from './exec-credential.ts'
import { type ChosenCluster, type ClusterChoice, chosenCluster } from './kubeconfig.ts'
import { noAnswer, refused } from './request-failure.ts'

/** An API server that can be asked. What fails is thrown as a `ClusterError`. */
export interface Connection {
  /** Its URL, as the kubeconfig has it. */
  readonly server: string
  readonly get: (path: string, accept?: string) => Promise<JsonObject>
  readonly post: (path: string, body: JsonObject) => Promise<JsonObject>
  readonly close: () => void
}

/** A connection to the chosen cluster: nothing is sent yet, but a credential plugin has been run. A request takes at most the time given. */
export async function connect(choice: ClusterChoice, timeoutMs: number): Promise<Connection> {
  const chosen = await withExecCredential(await chosenCluster(choice), timeoutMs)
  const base = baseOf(chosen)
  const credentials = await credentialsOf(chosen)
  const send = async (sent: Sent): Promise<JsonObject> => {
    const received = await patiently(() =>
      exchange(sent, credentials, timeoutMs).catch((cause: unknown) => {
        throw noAnswer(cause, chosen, timeoutMs)
      }),
    )
    return objectIn(received, sent, chosen)
  }
  return {
    server: chosen.cluster.server,
    get: (path, accept = 'application/json') =>
      send({ method: 'GET', url: urlOf(base, path), accept }),
    post: (path, body) =>
      send({
        method: 'POST',
        url: urlOf(base, path),
        accept: 'application/json',
        body: JSON.stringify(body),
      }),
    close: () => credentials.agent.destroy(),
  }
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
async function patiently(ask: () => Promise<Received>): Promise<Received> {
  for (let attempt = 1; ; attempt++) {
    const received = await ask()
    const { status, retryAfter } = received
    const isBusy = (status === 429 || status === 503) && retryAfter !== undefined
    if (!isBusy || attempt === attempts) return received
    await sleep(Math.min(Math.max(retryAfter, 0), longestWaitSeconds) * 1000)
  }
}

function objectIn({ status, text }: Received, sent: Sent, chosen: ChosenCluster): JsonObject {
  const parsed = parseJson(text)
  const value = parsed.kind === 'value' && isObject(parsed.value) ? parsed.value : undefined
  if (status < 200 || status > 299 || value === undefined) {
    throw refused({ status, answer: value, sent }, chosen)
  }
  return value
}
