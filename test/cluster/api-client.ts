import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:https'

interface ApiAnswer {
  readonly status: number
  readonly text: string
  /** Texts of the `Warning` headers, in their order. */
  readonly warnings: readonly string[]
  /** Names the event in the audit log. */
  readonly auditId: string
}

/** A request to the API server; the path has its query. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly contentType?: string
  readonly body?: string
  /** Whom the administrator stands in for. */
  readonly as?: Impersonated
}

interface Impersonated {
  readonly username?: string | undefined
  readonly uid?: string | undefined
  readonly groups?: readonly string[] | undefined
  readonly extra?: Readonly<Record<string, readonly string[]>> | undefined
}

export interface ApiClient {
  readonly send: (request: ApiRequest) => Promise<ApiAnswer>
  readonly get: (path: string, accept?: string) => Promise<ApiAnswer>
  /** `contentType` is JSON where it is not given. */
  readonly post: (path: string, body: string, contentType?: string) => Promise<ApiAnswer>
  /** A merge patch. */
  readonly patch: (path: string, body: string) => Promise<ApiAnswer>
  readonly remove: (path: string) => Promise<ApiAnswer>
  readonly close: () => void
}

interface Sent {
  readonly method: ApiRequest['method']
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body?: string
}

interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: Readonly<Record<string, string>> }]
  readonly users: readonly [{ readonly user: Readonly<Record<string, string>> }]
}

/** HTTPS to an API server with the files of a kubeconfig that `writeKubeconfig` wrote; a request takes a few ms, kubectl 100. */
export function apiClient(kubeconfig: string): ApiClient {
  const { clusters, users } = JSON.parse(readFileSync(kubeconfig, 'utf8')) as Kubeconfig
  const [{ cluster }] = clusters
  const [{ user }] = users
  const agent = new Agent({
    ca: fileOf(cluster['certificate-authority']),
    cert: fileOf(user['client-certificate']),
    key: fileOf(user['client-key']),
    keepAlive: true,
  })
  const send = (sent: Sent) => exchange(new URL(sent.path, cluster['server']), agent, sent)
  return {
    send: ({ contentType = 'application/json', body, as, ...request }) =>
      send({
        ...request,
        headers: {
          accept: 'application/json',
          ...(as === undefined ? {} : impersonation(as)),
          ...(body === undefined ? {} : { 'content-type': contentType }),
        },
        ...(body === undefined ? {} : { body }),
      }),
    get: (path, accept = 'application/json') => send({ method: 'GET', path, headers: { accept } }),
    post: (path, body, contentType = 'application/json') =>
      send({ method: 'POST', path, body, headers: headersFor(contentType) }),
    patch: (path, body) =>
      send({ method: 'PATCH', path, body, headers: headersFor('application/merge-patch+json') }),
    remove: (path) => send({ method: 'DELETE', path, headers: { accept: 'application/json' } }),
    close: () => agent.destroy(),
  }
}

function headersFor(contentType: string) {
  return { accept: 'application/json', 'content-type': contentType }
}

/** https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/ */
function impersonation({ username = '', uid, groups = [], extra = {} }: Impersonated) {
  return {
    'impersonate-user': username,
    ...(uid === undefined ? {} : { 'impersonate-uid': uid }),
    ...(groups.length === 0 ? {} : { 'impersonate-group': [...groups] }),
    ...Object.fromEntries(
      Object.entries(extra).map(([key, values]) => [
        `impersonate-extra-${encodeURIComponent(key)}`,
        [...values],
      ]),
    ),
  }
}

function fileOf(path: string | undefined): Buffer {
  if (path === undefined) throw new Error('the kubeconfig names no file with certificate or key')
  return readFileSync(path)
}

function exchange(url: URL, agent: Agent, { method, headers, body }: Sent): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const options = { method, agent, headers: { ...headers, ...length }, maxHeaderSize }
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          warnings: warningsIn(response.rawHeaders),
          auditId: String(response.headers['audit-id']),
        }),
      )
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The API server sends warnings of up to 4,096 characters, each of which can be four octets. */
const maxHeaderSize = 65_536

/** Names and values alternate; a text is quoted UTF-8, of which Node makes a character an octet. */
function warningsIn(rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders.flatMap((value, index) => {
    if (index % 2 === 0 || rawHeaders[index - 1]?.toLowerCase() !== 'warning') return []
    const quoted = /^\d+ \S+ "(.*)"$/s.exec(Buffer.from(value, 'latin1').toString())?.[1] ?? ''
    return [quoted.replaceAll(/\\(.)/gs, '$1')]
  })
}
