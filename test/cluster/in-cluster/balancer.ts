import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Whom a balancer may send a connection to. */
interface Backend {
  readonly name: string
  readonly port: number
  /** Where `/readyz` answers. */
  readonly healthPort: number
}

/** In front of replicas, as a Service is: connections go to those that are ready, one after another. */
export interface Balancer {
  readonly port: number
  readonly add: (backend: Backend) => void
  readonly remove: (name: string) => void
  /** The names of those that connections go to now. */
  readonly ready: () => readonly string[]
  readonly stop: () => Promise<void>
}

interface Standing {
  readonly backend: Backend
  isReady: boolean
}

const lookEveryMs = 200

/** Listens on 127.0.0.1; where nobody is ready a connection is closed at once, as where a Service has no endpoints. */
export async function startBalancer(): Promise<Balancer> {
  const standings = new Map<string, Standing>()
  const open = new Set<Socket>()
  let turn = 0
  const server = createServer((client) => {
    const ready = [...standings.values()].filter(({ isReady }) => isReady)
    const chosen = ready[turn++ % Math.max(ready.length, 1)]
    if (chosen === undefined) client.destroy()
    else join(client, connect(chosen.backend.port, '127.0.0.1'), open)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const timer = setInterval(() => {
    for (const standing of standings.values()) void look(standing)
  }, lookEveryMs)
  return {
    port: (server.address() as AddressInfo).port,
    add: (backend) => {
      const standing = { backend, isReady: false }
      standings.set(backend.name, standing)
      void look(standing)
    },
    remove: (name) => standings.delete(name),
    ready: () =>
      [...standings.values()].flatMap(({ backend, isReady }) => (isReady ? [backend.name] : [])),
    stop: async () => {
      clearInterval(timer)
      server.close()
      for (const socket of open) socket.destroy()
      await once(server, 'close')
    },
  }
}

function join(client: Socket, backend: Socket, open: Set<Socket>): void {
  for (const [one, other] of [
    [client, backend],
    [backend, client],
  ] as const) {
    open.add(one)
    one.on('error', () => other.destroy())
    one.on('close', () => {
      open.delete(one)
      other.destroy()
    })
  }
  client.pipe(backend)
  backend.pipe(client)
}

async function look(standing: Standing): Promise<void> {
  const url = `http://127.0.0.1:${standing.backend.healthPort}/readyz`
  standing.isReady = await fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
    async (response) => {
      await response.text()
      return response.ok
    },
    () => false,
  )
}
