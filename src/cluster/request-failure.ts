import { fieldOf, type JsonObject } from '../core/index.ts'
import { ClusterError } from './cluster-error.ts'
import type { Sent } from './exchange.ts'
import type { ChosenCluster } from './kubeconfig.ts'
import { textIn } from './text-in.ts'

/** The error of a request that nobody answered. */
export function noAnswer(
  cause: unknown,
  { cluster, origin }: ChosenCluster,
  timeoutMs: number,
): ClusterError {
  return new ClusterError(
    cluster.server,
    `the cluster does not answer: ${whyNot(cause, timeoutMs)} (${origin})`,
  )
}

/** The error of a request for which whoever asked had no more time. */
export function gaveUp({ cluster, origin }: ChosenCluster): ClusterError {
  return new ClusterError(
    cluster.server,
    `the cluster did not answer in the time that there was (${origin})`,
  )
}

interface Failure {
  /** Codes of Node and OpenSSL. */
  readonly code: RegExp
  readonly words: string
}

const failures: readonly Failure[] = [
  {
    code: /^ECONNREFUSED$/,
    words: 'nobody listens there; start the cluster, or correct its server',
  },
  {
    code: /^(ENOTFOUND|EAI_AGAIN|EAI_NODATA|EAI_NONAME)$/,
    words: 'its host name is not known; correct the server, or connect to its network',
  },
  {
    code: /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN)$/,
    words: 'its host cannot be reached; connect to its network, or correct the server',
  },
  { code: /^(ECONNRESET|EPIPE)$/, words: 'it ends the connection; see that it is an API server' },
  {
    code: /^(HPE_|EPROTO|ERR_SSL_WRONG_VERSION_NUMBER)/,
    words: 'it speaks another protocol; see whether https:// or http:// is right, and the port',
  },
  { code: /^CERT_HAS_EXPIRED$/, words: 'its certificate has expired; renew it' },
  {
    code: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    words: 'its certificate is for other names; correct the server, or give tls-server-name',
  },
  {
    code: /^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_|CERT_)/,
    words:
      'its certificate is not from an authority that is trusted; correct certificate-authority',
  },
  {
    code: /^ERR_(OSSL|SSL)_/,
    words: 'the certificates of the kubeconfig cannot be used; correct them',
  },
]

function whyNot(cause: unknown, timeoutMs: number): string {
  if (isTimeout(cause)) {
    return `no answer within ${timeoutMs / 1000} s; connect to its network, or raise --request-timeout`
  }
  const { code, message } = reasonOf(cause)
  const known = failures.find((failure) => failure.code.test(code))
  return known === undefined
    ? `${message}; see that the server is right`
    : `${known.words} [${code}]`
}

function isTimeout(cause: unknown): boolean {
  return cause instanceof Error && (cause.name === 'AbortError' || cause.name === 'TimeoutError')
}

/** Where a host has several addresses, Node tells of all attempts; the first will do. */
function reasonOf(cause: unknown): { readonly code: string; readonly message: string } {
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause
  if (!(first instanceof Error)) return { code: '', message: String(first) }
  const { code } = first as NodeJS.ErrnoException
  return { code: code ?? '', message: first.message }
}

interface Answered {
  readonly status: number
  /** The Status object; undefined where there is none. */
  readonly answer: JsonObject | undefined
  readonly sent: Sent
  readonly retryAfter?: number | undefined
}

/** The error of a request that was not answered with what was asked for. */
export function refused(
  answered: Answered,
  { cluster, user, origin }: ChosenCluster,
): ClusterError {
  const { status, answer, retryAfter } = answered
  const details = {
    status,
    reason: textIn(answer, 'reason'),
    continueToken: textIn(fieldOf(answer, 'metadata'), 'continue') || undefined,
    retryAfter,
  }
  const words = wordsOf(answered, user.name)
  return new ClusterError(cluster.server, `${words} (${origin})`, details)
}

function wordsOf({ status, answer, sent }: Answered, user: string): string {
  const said = textIn(answer, 'message')
  if (status === 401) {
    return `the cluster does not accept the credentials of user "${user}"; log in again, or name another context with --kube-context`
  }
  if (status === 403) return `${said === '' ? 'this is not allowed' : said}; ${grantOf(sent)}`
  const asked = `${sent.method} ${sent.url.pathname}`
  if (status >= 200 && status <= 299 && answer === undefined) {
    return `${asked} is not answered as an API server would; correct the server's URL`
  }
  return `${asked} is answered with ${status}${said === '' ? '; see that the server is an API server' : `: ${said}`}`
}

/** What a Role or ClusterRole would have to allow, read from the path: `/apis/GROUP/VERSION[/namespaces/NAME]/RESOURCE[/NAME]`. */
function grantOf({ method, url }: Sent): string {
  const match =
    /\/(?:api|apis\/([^/]+))\/[^/]+(?:\/namespaces\/([^/]+)(?=\/))?\/([^/]+)(?:\/([^/]+))?$/.exec(
      url.pathname,
    )
  if (match === null) return `allow it to read ${url.pathname}`
  const [, group = '', namespace, resource = '', name] = match
  const verb = method === 'GET' && name === undefined ? 'list' : verbs[method]
  const where = namespace === undefined ? '' : ` in namespace ${namespace}`
  return `grant it the verb ${verb} on ${group === '' ? resource : `${resource}.${group}`}${where}`
}

const verbs = {
  GET: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
} as const
