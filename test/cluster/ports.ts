import { once } from 'node:events'
import { createServer } from 'node:net'

// Below the ports that systems hand to outgoing connections, so that none of those takes a port between this look and its use.
const lowest = 20_000
const highest = 29_999

/** A TCP port of 127.0.0.1 that nobody listens on for each name, all different. */
export async function freePorts<Name extends string>(
  names: readonly Name[],
): Promise<Readonly<Record<Name, number>>> {
  const found = new Set<number>()
  while (found.size < names.length) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest + 1))
    if (!found.has(port) && (await isFree(port))) found.add(port)
  }
  const ports = [...found]
  return Object.fromEntries(names.map((name, i) => [name, ports[i]])) as Record<Name, number>
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
