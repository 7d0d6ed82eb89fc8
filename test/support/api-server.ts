import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { onTestFinished } from 'vitest'
import { type TestCertificates, testCertificates } from './test-certificates.ts'

/** A request, as it came. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface Told {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** What is sent; an object as JSON. */
  readonly body: string | object
}

/** What an API server would say; undefined for a path that it does not have, `hang` where it never says anything. */
export type Says = (asked: Asked) => Told | 'hang' | undefined

export interface TestApiServer {
  readonly url: string
  readonly certificates: TestCertificates
  /** All that was asked, in its order: `GET /version`. */
  readonly asked: readonly string[]
}

/** A peer that speaks the protocol of an API server over TLS on 127.0.0.1, until the test ends. */
export async function startApiServer(says: Says): Promise<TestApiServer> {
  const certificates = await testCertificates()
  const asked: string[] = []
  const { certificate: cert, key } = certificates.leaf
  const server = createServer({ cert, key }, (request, response) => {
    void bodyOf(request).then((body) => {
      const url = new URL(request.url ?? '/', 'https://localhost')
      const { method = '', headers } = request
      asked.push(`${method} ${decodeURIComponent(`${url.pathname}${url.search}`)}`)
      const told = says({ method, path: url.pathname, query: url.searchParams, headers, body })
      if (told !== 'hang') tell(response, told ?? notFound, String(headers['accept-encoding']))
    })
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificates,
    asked,
  }
}

const notFound: Told = {
  status: 404,
  body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 },
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function tell(response: ServerResponse, { status = 200, headers, body }: Told, accepts: string) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const isZipped = accepts.includes('gzip') && text.length > 1024
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
    ...headers,
  })
  response.end(isZipped ? gzipSync(text) : text)
}

interface KubeconfigParts {
  readonly server: string
  readonly authority?: string
  readonly user?: object
  readonly cluster?: object
}

/** A kubeconfig with one context, `here`, of the user `tester`. */
export function kubeconfigFor({ server, authority, user, cluster }: KubeconfigParts): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'c',
        cluster: {
          server,
          ...(authority === undefined
            ? {}
            : { 'certificate-authority-data': Buffer.from(authority).toString('base64') }),
          ...cluster,
        },
      },
    ],
    users: [{ name: 'tester', user: user ?? { token: 'secret' } }],
    contexts: [{ name: 'here', context: { cluster: 'c', user: 'tester' } }],
    'current-context': 'here',
  })
}
