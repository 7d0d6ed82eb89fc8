import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { createGunzip } from 'node:zlib'
import type { Credentials } from './credentials.ts'

/** A request to an API server. */
export interface Sent {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: URL
  readonly accept: string
  readonly body?: string
  /** Of the body; `application/json` where it is not given. */
  readonly contentType?: string
}

export interface Received {
  readonly status: number
  readonly text: string
  /** Seconds after which the server wants to be asked again; undefined where it does not say so. */
  readonly retryAfter: number | undefined
  /** What the server's clock said when it began to answer; undefined where it does not say so. */
  readonly date: Date | undefined
}

export interface Patience {
  readonly timeoutMs: number
  /** Gives the request up before. */
  readonly signal?: AbortSignal | undefined
}

/** One exchange over HTTP; rejects with what Node says, after the time with a `TimeoutError` as the cause. */
export async function exchange(
  sent: Sent,
  credentials: Credentials,
  { timeoutMs, signal: given }: Patience,
): Promise<Received> {
  const { agent } = credentials
  const headers = { ...headersOf(sent, await credentials.headers()), 'accept-encoding': 'gzip' }
  const request = requestTo(sent.url)
  return new Promise((resolve, reject) => {
    const timeout = AbortSignal.timeout(timeoutMs)
    const signal = given === undefined ? timeout : AbortSignal.any([timeout, given])
    const options = { method: sent.method, agent, signal, headers }
    const under = request(sent.url, options, (response) => {
      receive(response).then(resolve, reject)
    })
    under.on('error', reject)
    under.end(sent.body)
  })
}

export function requestTo(url: URL): typeof requestHttp {
  return url.protocol === 'http:' ? requestHttp : requestHttps
}

export function headersOf(
  { accept, body, contentType = 'application/json' }: Sent,
  own: Readonly<Record<string, string | readonly string[]>>,
) {
  return {
    'user-agent': 'sallyport',
    accept,
    ...(body === undefined
      ? {}
      : { 'content-type': contentType, 'content-length': Buffer.byteLength(body) }),
    ...own,
  }
}

/** 500 objects of etcd's largest size are more; such lists do not exist. */
const longestAnswer = 512 * 1024 * 1024

/** The whole answer. */
export async function receive(response: IncomingMessage): Promise<Received> {
  const isZipped = response.headers['content-encoding'] === 'gzip'
  const stream = isZipped ? response.pipe(createGunzip()) : response
  response.on('error', (error) => stream.destroy(error))
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    length += (chunk as Buffer).length
    if (length > longestAnswer) {
      response.destroy()
      throw new Error('the answer is longer than 512 MiB')
    }
    chunks.push(chunk as Buffer)
  }
  const wait = Number(response.headers['retry-after'] ?? Number.NaN)
  const date = new Date(response.headers.date ?? Number.NaN)
  return {
    status: response.statusCode ?? 0,
    text: Buffer.concat(chunks).toString(),
    retryAfter: Number.isFinite(wait) ? wait : undefined,
    date: Number.isNaN(date.getTime()) ? undefined : date,
  }
}
