import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { testCertificates } from '#test/support/test-certificates.ts'

/** A webhook's server of a test's own, on 127.0.0.1. */
export interface HttpsDoor {
  /** Without a path. */
  readonly url: string
  /** PEM of the CA that signed its certificate. */
  readonly ca: string
  readonly stop: () => Promise<void>
}

/** Answers every request with the JSON text that `answer` makes of its path and body. */
export async function openHttpsDoor(
  answer: (path: string, body: Buffer) => string | Promise<string>,
): Promise<HttpsDoor> {
  const { authority, leaf } = await testCertificates()
  const tls = { cert: leaf.certificate, key: leaf.key, keepAliveTimeout: 0 }
  const server = createServer(tls, (incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', async () => {
      const text = await answer(incoming.url ?? '', Buffer.concat(chunks))
      outgoing.setHeader('content-type', 'application/json')
      outgoing.end(text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `https://127.0.0.1:${port}`,
    ca: authority.certificate,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
