import type { Server } from 'node:https'
import Fastify, { type FastifyInstance } from 'fastify'
import type { CertificateSource } from '../certificates/source.ts'
import { connectionErrorHandler } from './connection-errors.ts'
import { type DoorsOptions, registerDoors } from './doors.ts'
import { errorHandler, registerHttpErrors } from './http-errors.ts'
import { type PolicyDoorOptions, registerPolicyDoor } from './policy-door.ts'
import { registerProbeDoor } from './probe-door.ts'
import { readBody } from './read-body.ts'

export interface TlsOptions {
  readonly certificates: CertificateSource
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3'
  /** PEM; with it, clients must show a certificate of these authorities. */
  readonly clientAuthorities: string | undefined
}

export interface Limits {
  readonly bodyBytes: number
  readonly requestMs: number
  readonly keepAliveMs: number
}

export interface ServerOptions {
  readonly tls: TlsOptions
  readonly limits: Limits
  readonly doors: DoorsOptions
  /** Where the server is a cluster's: its door for objects of our own kinds. */
  readonly policyDoor?: PolicyDoorOptions
}

/** Time-outs that nobody has to change. */
const headersMs = 32_000
const handshakeMs = 10_000
const checkConnectionsMs = 1_000

/** The webhook server, not listening yet: `app.inject` works at once. HTTP/1.1 over TLS, as the API server speaks it. */
export function buildServer({
  tls,
  limits,
  doors,
  policyDoor,
}: ServerOptions): FastifyInstance<Server> {
  const app = Fastify({
    https: {
      ...secureContext(tls),
      requestCert: tls.clientAuthorities !== undefined,
      rejectUnauthorized: tls.clientAuthorities !== undefined,
      handshakeTimeout: handshakeMs,
      requestTimeout: limits.requestMs,
      headersTimeout: Math.min(headersMs, limits.requestMs),
      connectionsCheckingInterval: Math.min(checkConnectionsMs, limits.requestMs),
    },
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: errorHandler(doors.observer, limits.bodyBytes),
    clientErrorHandler: connectionErrorHandler(doors.observer),
    logger: false,
    exposeHeadRoutes: false,
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', readBody(limits.bodyBytes, doors.observer.bodyRead))
  registerHttpErrors(app, doors.observer, limits.bodyBytes)
  registerDoors(app, doors)
  if (policyDoor !== undefined) registerPolicyDoor(app, policyDoor)
  registerProbeDoor(app)
  tls.certificates.onChange(() => app.server.setSecureContext(secureContext(tls)))
  return app
}

/** Those of TLS 1.3, and of 1.2 those with forward secrecy and authenticated encryption: what browsers call intermediate. */
const ciphers = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':')

/** What the certificate, the version and the authorities are to a TLS server. */
export function secureContext({ certificates, minVersion, clientAuthorities }: TlsOptions) {
  const { certificate, key } = certificates.current()
  return {
    cert: certificate,
    key,
    minVersion,
    ciphers,
    ...(clientAuthorities === undefined ? {} : { ca: clientAuthorities }),
  }
}
