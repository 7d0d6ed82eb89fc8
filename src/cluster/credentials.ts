import { Agent as HttpAgent } from 'node:http'
import { Agent, type RequestOptions } from 'node:https'
import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import { ClusterError } from './cluster-error.ts'
import type { ChosenCluster } from './kubeconfig.ts'

/** What every request to a cluster carries. */
export interface Credentials {
  readonly agent: HttpAgent
  readonly headers: Readonly<Record<string, string | readonly string[]>>
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
  const options: RequestOptions = {}
  try {
    await config.applyToHTTPSOptions(options)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new ClusterError(
      origin,
      `the credentials cannot be used: ${message}; correct the kubeconfig`,
    )
  }
  const { agent: ofLibrary, auth } = options
  const isProxied = (cluster.proxyUrl ?? '') !== '' && ofLibrary instanceof HttpAgent
  return {
    agent: isProxied ? ofLibrary : isPlain ? new HttpAgent(kept) : secureAgent(options),
    headers: {
      ...textsOf(options.headers),
      ...headers,
      ...(typeof auth === 'string' ? { Authorization: `Basic ${base64(auth)}` } : {}),
    },
  }
}

const kept = { keepAlive: true, maxSockets: 8 }

function secureAgent({ ca, cert, key, servername, rejectUnauthorized }: RequestOptions): Agent {
  return new Agent({ ...kept, ca, cert, key, servername, rejectUnauthorized })
}

function textsOf(headers: RequestOptions['headers']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]),
  )
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
