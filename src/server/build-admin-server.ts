import { createHash, timingSafeEqual } from 'node:crypto'
import type { Server } from 'node:https'
import Fastify, { type FastifyInstance } from 'fastify'
import { secureContext, type TlsOptions } from './build-server.ts'
import type { RecordedRequest, RequestRecord } from './request-record.ts'

export interface AdminOptions {
  readonly tls: TlsOptions
  /** What clients must send as `Authorization: Bearer TOKEN`; asked for at each request, as it may change. */
  readonly token: () => string
  readonly record: RequestRecord
  /** The decision record of a request, as JSON can say it. */
  readonly explain: (recorded: RecordedRequest) => unknown
}

/**
 * What only operators may ask, over TLS and with a token: `GET /decisions` lists the requests that are kept, the newest first;
 * `GET /decisions/ID` judges those with that uid (or its first eight characters) once more and says why.
 */
export function buildAdminServer({
  tls,
  token,
  record,
  explain,
}: AdminOptions): FastifyInstance<Server> {
  const app = Fastify({
    https: secureContext(tls),
    logger: false,
    requestTimeout: 10_000,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
  })
  tls.certificates.onChange(() => app.server.setSecureContext(secureContext(tls)))
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    if (isBearer(request.headers.authorization, token())) return
    await reply.code(401).header('www-authenticate', 'Bearer').send(unauthorized)
  })
  app.get('/decisions', () => ({ decisions: record.all().map(lineOf) }))
  app.get('/decisions/:id', async (request, reply) => {
    const { id } = request.params as { readonly id: string }
    const found = record.find(id)
    if (found.length === 0) return reply.code(404).send(unknown(id))
    return { decisions: found.map((one) => ({ ...lineOf(one), record: explain(one) })) }
  })
  app.setNotFoundHandler((_, reply) => reply.code(404).send(noSuchPath))
  return app
}

const unauthorized = {
  code: 'unauthorized',
  message: 'send the token: Authorization: Bearer TOKEN',
}
const noSuchPath = { code: 'not-found', message: 'there are /decisions and /decisions/ID' }

function unknown(id: string) {
  return {
    code: 'unknown-decision',
    message: `no request with the id ${JSON.stringify(id.slice(0, 100))} is kept: it went to another replica, or newer ones took its place`,
  }
}

function lineOf({ request, facts, allowed }: RecordedRequest) {
  const { uid, door, operation, kind, namespace, name, userInfo, dryRun } = request
  return {
    id: uid.slice(0, 8),
    uid,
    time: facts.time,
    door,
    operation,
    kind: kind.kind,
    namespace,
    name,
    username: userInfo.username ?? '',
    dryRun,
    allowed,
  }
}

/** In a time that says nothing of how much is right. */
function isBearer(header: string | undefined, token: string): boolean {
  return token !== '' && timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`))
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}
