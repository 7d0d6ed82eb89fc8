import { Agent, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import {
  createSnapshot,
  latestKubernetesVersion,
  loadPolicies,
  type Snapshot,
} from '#src/core/index.ts'
import { answerWithoutCluster } from '#src/server/answer-without-cluster.ts'
import { buildServer, type Limits, type TlsOptions } from '#src/server/build-server.ts'
import type { DoorsOptions } from '#src/server/doors.ts'
import type { Observer } from '#src/server/observer.ts'
import type { PolicyDoorOptions } from '#src/server/policy-door.ts'
import { certificateSource, testCertificates } from './test-certificates.ts'

/** What the doors told their observer, in order: `answered`, `refused not-json`, … */
interface Heard {
  readonly observer: Observer
  readonly events: string[]
}

function hearing(): Heard {
  const events: string[] = []
  return {
    events,
    observer: {
      started: () => undefined,
      ended: () => undefined,
      answered: ({ decision }) => void events.push(decision.allowed ? 'allowed' : 'denied'),
      failed: (door, cause) => void events.push(`failed ${door} ${String(cause)}`),
      refused: (code) => void events.push(`refused ${code}`),
      connectionFailed: (error) =>
        void events.push(`connection ${(error as NodeJS.ErrnoException).code}`),
    },
  }
}

export interface WebhookOptions {
  /** Policy documents, YAML. */
  readonly policies?: string
  readonly context?: string
  readonly limits?: Partial<Limits>
  readonly doors?: Partial<DoorsOptions>
  /** With it the server has the door for objects of our own kinds. */
  readonly policyDoor?: Partial<PolicyDoorOptions>
  readonly tls?: Partial<TlsOptions>
  /** The authority that the client trusts, where `tls` brings certificates of its own. */
  readonly trusted?: string
}

export interface Webhook {
  readonly port: number
  readonly authority: string
  readonly events: readonly string[]
  readonly app: ReturnType<typeof buildServer>
  readonly post: (
    path: string,
    body: string | Uint8Array | object,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<HttpAnswer>
  readonly send: (options: HttpRequest) => Promise<HttpAnswer>
}

interface HttpRequest {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly agent?: Agent
}

interface HttpAnswer {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  readonly json: any
}

export function snapshotOf(policies: string, context = ''): Snapshot {
  const loaded = loadPolicies([{ name: 'policies.yaml', text: policies }], {
    kubernetesVersion: latestKubernetesVersion,
  })
  const created = createSnapshot({
    policies: loaded.policies,
    context: [{ name: 'context.yaml', text: context }],
  })
  const problems = [...loaded.problems, ...created.problems]
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))
  return created.snapshot
}

/** A webhook server over TLS on a free port, with everything that it tells; closed when the test ends. */
export async function startWebhook(options: WebhookOptions = {}): Promise<Webhook> {
  const { authority, leaf } = await testCertificates()
  const snapshot = snapshotOf(options.policies ?? '', options.context)
  const { observer, events } = hearing()
  const shared = {
    answerQuestions: answerWithoutCluster,
    observer,
    now: () => new Date(),
    timeoutMs: 10_000,
    draining: () => false,
  }
  const surroundings = () => ({ snapshot, exemptionNamespaces: ['sallyport'] })
  const app = buildServer({
    tls: {
      certificates: certificateSource(leaf),
      minVersion: 'TLSv1.2',
      clientAuthorities: undefined,
      ...options.tls,
    },
    limits: { bodyBytes: 7 * 1024 ** 2, requestMs: 5_000, keepAliveMs: 5_000, ...options.limits },
    doors: { snapshot: () => snapshot, ...shared, ...options.doors },
    ...(options.policyDoor === undefined
      ? {}
      : { policyDoor: { surroundings, ...shared, ...options.policyDoor } }),
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const ca = options.trusted ?? authority.certificate
  const agent = new Agent({ ca, keepAlive: true })
  onTestFinished(async () => {
    agent.destroy()
    app.server.closeAllConnections()
    await app.close()
  })
  const send = (given: HttpRequest) => sendTo(port, { agent, ...given })
  const post: Webhook['post'] = (path, body, headers = { 'content-type': 'application/json' }) =>
    send({ method: 'POST', path, headers, body: bytesOf(body) })
  return { port, authority: ca, events, app, post, send }
}

function bytesOf(body: string | Uint8Array | object): string | Uint8Array {
  return typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
}

function sendTo(
  port: number,
  { method, path, headers = {}, body, agent }: HttpRequest,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const chunked = headers['transfer-encoding'] === 'chunked'
    const length =
      body === undefined || chunked ? {} : { 'content-length': Buffer.byteLength(body) }
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers: { ...length, ...headers }, agent },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: jsonOf(text),
          })
        })
        response.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
