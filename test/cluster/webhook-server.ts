import type { AddressInfo } from 'node:net'
import type { Snapshot } from '#src/core/index.ts'
import { answerWithoutCluster } from '#src/server/answer-without-cluster.ts'
import { buildServer } from '#src/server/build-server.ts'
import { certificateSource, testCertificates } from '#test/support/test-certificates.ts'

/** Sallyport's server in the test's own process, which can be away and come back. */
export interface WebhookServer {
  /** Without a path; the same whenever it comes back. */
  readonly url: string
  /** PEM of the CA that signed its certificate. */
  readonly ca: string
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

const nobody = {
  started: () => undefined,
  ended: () => undefined,
  answered: () => undefined,
  failed: () => undefined,
  refused: () => undefined,
  connectionFailed: () => undefined,
}

/** Not started yet. */
export async function webhookServer(
  port: number,
  snapshot: () => Snapshot,
): Promise<WebhookServer> {
  const { authority, leaf } = await testCertificates()
  const build = () =>
    buildServer({
      tls: {
        certificates: certificateSource(leaf),
        minVersion: 'TLSv1.2',
        clientAuthorities: undefined,
      },
      limits: { bodyBytes: 7 * 1024 ** 2, requestMs: 5_000, keepAliveMs: 5_000 },
      doors: {
        snapshot,
        answerQuestions: answerWithoutCluster,
        observer: nobody,
        now: () => new Date(),
        timeoutMs: 10_000,
        draining: () => false,
      },
    })
  let app: ReturnType<typeof build> | undefined
  return {
    url: `https://127.0.0.1:${port}`,
    ca: authority.certificate,
    start: async () => {
      app = build()
      await app.listen({ host: '127.0.0.1', port })
      const listening = app.server.address() as AddressInfo
      if (listening.port !== port) throw new Error('another port than the one that was asked for')
    },
    stop: async () => {
      app?.server.closeAllConnections()
      await app?.close()
      app = undefined
    },
  }
}
