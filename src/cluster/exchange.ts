import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { createGunzip } from 'node:zlib'
import type { Credentials } from './credentials.ts'

/** A request to an API server. */
export interface Sent {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly accept: string
  readonly body?: string
}

export interface Received {
  readonly status: number
  readonly text: string
  /** Seconds after which the server wants to be asked again; undefined where it does not say so. */
  readonly retryAfter: number | undefined
}

/** One exchange over HTTP; rejects with what Node says, after the time with a `TimeoutError` as the cause. */
export function exchange(
  sent: Sent,
  { agent, headers }: Credentials,
  timeoutMs: number,
): Promise<Received> {
  const request = sent.url.protocol === 'http:' ? requestHttp : requestHttps
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs)
    const options = { method: sent.method, agent, signal, headers: headersOf(sent, headers) }
    const under = request(sent.url, options, (response) => {
      receive(response).then(resolve, reject)
    })
    under.on('error', reject)
    under.end(sent.body)
  })
}

function headersOf({ accept, body }: Sent, own: Credentials['headers']) {
  return {
    'user-agent': 'sallyport',
    accept,
    'accept-encoding': 'gzip',
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    ...own,
  }
}

/** 500 objects of etcd's largest size are more; such lists do not exist. */
const longestAnswer = 512 * 1024 * 1024

async function receive(response: IncomingMessage): Promise<Received> {
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
  return {
    status: response.statusCode ?? 0,
    text: Buffer.concat(chunks).toString(),
    retryAfter: Number.isFinite(wait) ? wait : undefined,
  }
}
