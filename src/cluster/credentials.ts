import { type AgentOptions, Agent as HttpAgent } from 'node:http'
import { Agent, type RequestOptions } from 'node:https'
import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import { ClusterError } from './cluster-error.ts'
import type { ChosenCluster } from './kubeconfig.ts'
import { messageOf } from './message-of.ts'

/** What every request to a cluster carries. */
export interface Credentials {
  readonly agent: HttpAgent
  /** For answers that go on for minutes, so that they keep no other request waiting. */
  readonly streamAgent: HttpAgent
  /** Asked for each request: a Pod's token is another one every hour. */
  readonly headers: () => Promise<Readonly<Record<string, string | readonly string[]>>>
}

/** Token, certificates and proxy as the library reads them. Connections are kept: what is asked comes in many small requests. */
export async function credentialsOf({
  cluster,
  user,
  headers,
  origin,
}: ChosenCluster): Promise<Credentials> {
  const isPlain = cluster.server.startsWith('http:')
  const config = new KubeConfig()
  const skipTLSVerify = cluster.skipTLSVerify || isPlain
  config.loadFromClusterAndUser({ ...cluster, skipTLSVerify }, user)
  const optionsNow = () => requestOptions(config, origin)
  const options = await optionsNow()
  const { agent: ofLibrary } = options
  const isProxied = (cluster.proxyUrl ?? '') !== '' && ofLibrary instanceof HttpAgent
  const agentFor = (sockets: AgentOptions) =>
    isProxied ? ofLibrary : isPlain ? new HttpAgent(sockets) : secureAgent(options, sockets)
  return {
    agent: agentFor({ keepAlive: true, maxSockets: 16 }),
    streamAgent: agentFor({ keepAlive: false }),
    headers: async () => ({ ...headersIn(await optionsNow()), ...headers }),
  }
}

async function requestOptions(config: KubeConfig, origin: string): Promise<RequestOptions> {
  const options: RequestOptions = {}
  try {
    await config.applyToHTTPSOptions(options)
  } catch (cause) {
    const message = messageOf(cause)
    throw new ClusterError(
      origin,
      `the credentials cannot be used: ${message}; correct the kubeconfig`,
    )
  }
  return options
}

function secureAgent(
  { ca, cert, key, servername, rejectUnauthorized }: RequestOptions,
  sockets: AgentOptions,
): Agent {
  return new Agent({ ...sockets, ca, cert, key, servername, rejectUnauthorized })
}

function headersIn({ headers, auth }: RequestOptions): Readonly<Record<string, string>> {
  return {
    ...textsOf(headers),
    ...(typeof auth === 'string' ? { Authorization: `Basic ${base64(auth)}` } : {}),
  }
}

function textsOf(headers: RequestOptions['headers']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]),
  )
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
