import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** The way to a server, which a test may shut. */
export interface Gate {
  /** As that of the server, with another port. */
  readonly url: string
  /** From now on nothing comes through; connections stay, and new ones find silence, as in a partition. */
  readonly shut: () => void
  /** What was held back comes through. */
  readonly open: () => void
  /** Ends every connection. */
  readonly cut: () => void
  readonly stop: () => Promise<void>
}

/** A gate on 127.0.0.1 in front of an https URL; it is open. */
export async function startGate(behind: string): Promise<Gate> {
  const { hostname, port } = new URL(behind)
  const pairs = new Set<readonly [Socket, Socket]>()
  let isShut = false
  const server = createServer((client) => {
    const pair = [client, connect(Number(port), hostname)] as const
    pairs.add(pair)
    for (const one of pair) {
      one.on('error', () => one.destroy())
      one.on('close', () => {
        pairs.delete(pair)
        for (const other of pair) other.destroy()
      })
    }
    if (!isShut) joinPair(pair)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    for (const pair of pairs) pair[0].destroy()
  }
  return {
    url: `https://${hostname}:${(server.address() as AddressInfo).port}`,
    shut: () => {
      isShut = true
      for (const [client, upstream] of pairs) {
        client.unpipe(upstream)
        upstream.unpipe(client)
      }
    },
    open: () => {
      isShut = false
      for (const pair of pairs) joinPair(pair)
    },
    cut,
    stop: async () => {
      server.close()
      cut()
      await once(server, 'close')
    },
  }
}

function joinPair([client, upstream]: readonly [Socket, Socket]): void {
  client.pipe(upstream)
  upstream.pipe(client)
}
