import Fastify, { type FastifyInstance } from 'fastify'
import { type Check, readinessOf } from './readiness.ts'

/**
 * Health on a port of its own, plain HTTP, as kubelets and load balancers ask: `/livez` (and `/healthz`) while the
 * process answers, `/readyz` with a line for each check, 503 when one fails.
 */
export function buildHealthServer(checks: readonly Check[]): FastifyInstance {
  const app = sideServer()
  for (const path of ['/livez', '/healthz']) {
    app.get(path, (_request, reply) => reply.type('text/plain').send('ok\n'))
  }
  app.get('/readyz', (_request, reply) => {
    const { ok, text } = readinessOf(checks)
    return reply
      .code(ok ? 200 : 503)
      .type('text/plain')
      .send(text)
  })
  return app
}

/** What the metrics server serves; a prom-client registry is one. */
export interface MetricsText {
  readonly contentType: string
  readonly metrics: () => Promise<string>
}

/** `/metrics` on a port of its own, plain HTTP. https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function buildMetricsServer(source: MetricsText): FastifyInstance {
  const app = sideServer()
  app.get('/metrics', async (_request, reply) => {
    const text = await source.metrics()
    return reply.type(source.contentType).send(text)
  })
  return app
}

function sideServer(): FastifyInstance {
  return Fastify({ logger: false, requestTimeout: 10_000, forceCloseConnections: true })
}
