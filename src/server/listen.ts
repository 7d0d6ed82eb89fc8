import type { AddressInfo } from 'node:net'

/** What can be listened on: a Fastify app over HTTP or HTTPS. */
interface Listener {
  readonly listen: (options: { readonly host: string; readonly port: number }) => Promise<string>
  readonly server: { readonly address: () => AddressInfo | string | null }
}

export interface NamedListener {
  readonly name: string
  readonly app: Listener
  readonly port: number
}

export type Listening =
  /** Addresses such as `[::]:9443` by name. */
  | { readonly kind: 'listening'; readonly addresses: Readonly<Record<string, string>> }
  | { readonly kind: 'problem'; readonly message: string }

/**
 * Lets all listen, or says which cannot and why. Without a host: every address, IPv6 with IPv4, or IPv4 alone where the
 * machine knows no IPv6.
 */
export async function listenAll(
  host: string | undefined,
  listeners: readonly NamedListener[],
): Promise<Listening> {
  const addresses: [string, string][] = []
  for (const { name, app, port } of listeners) {
    const outcome = await listen(app, host, port)
    if (outcome instanceof Error) {
      return { kind: 'problem', message: `${name}: ${outcome.message}` }
    }
    addresses.push([name, outcome])
  }
  return { kind: 'listening', addresses: Object.fromEntries(addresses) }
}

async function listen(
  app: Listener,
  host: string | undefined,
  port: number,
): Promise<string | Error> {
  let problem = new Error('there is no address to listen on')
  for (const candidate of hostsFor(host)) {
    try {
      await app.listen({ host: candidate, port })
      const { address, port: actual } = app.server.address() as AddressInfo
      return `${address.includes(':') ? `[${address}]` : address}:${actual}`
    } catch (cause) {
      problem = new Error(problemText(candidate, port, cause), { cause })
      const { code } = cause as NodeJS.ErrnoException
      if (code !== 'EAFNOSUPPORT' && code !== 'EADDRNOTAVAIL') return problem
    }
  }
  return problem
}

/** Fastify would serve `localhost` by two servers, of which only one gets a new certificate. */
function hostsFor(host: string | undefined): readonly string[] {
  if (host === undefined) return ['::', '0.0.0.0']
  return host === 'localhost' ? ['127.0.0.1'] : [host]
}

function problemText(host: string, port: number, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} is in use already; choose another one or end what listens there`
    case 'EACCES':
      return `port ${port} may not be used by this user; choose one above 1023`
    case 'EADDRNOTAVAIL':
      return `${host} is no address of this machine`
    default:
      return `cannot listen on ${host} port ${port}: ${message}`
  }
}
