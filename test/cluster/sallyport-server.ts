import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startOnLeash } from './leashed-process.ts'
import { freePorts } from './ports.ts'
import { untilReady } from './readiness.ts'

export interface SallyportServer {
  /** `https://127.0.0.1:PORT`, without a path. */
  readonly url: string
  /** PEM of the CA that signed its certificate. */
  readonly ca: string
  readonly log: () => string
  /** What its metrics port says now. */
  readonly metrics: () => Promise<string>
  readonly stop: () => Promise<void>
}

const main = join(import.meta.dirname, '../../dist/main.js')

/**
 * Starts the built server with these policy folders, and those of objects that the cluster holds, and answers when it is ready.
 * It works in FOLDER/NAME and makes its own certificate there.
 */
export async function startSallyport(
  name: string,
  policies: readonly string[],
  folder: string,
  context: readonly string[] = [],
): Promise<SallyportServer> {
  const home = join(folder, name)
  const certificates = join(home, 'certs')
  mkdirSync(home)
  const ports = await freePorts(['webhook', 'health', 'metrics'])
  const server = startOnLeash(
    {
      name,
      path: process.execPath,
      arguments: [
        main,
        ...policies.flatMap((path) => ['--policies', path]),
        ...context.flatMap((path) => ['--context', path]),
        ...['--host', '127.0.0.1'],
        ...['--port', `${ports.webhook}`],
        ...['--health-port', `${ports.health}`],
        ...['--metrics-port', `${ports.metrics}`],
        ...['--certificates-dir', certificates],
      ],
    },
    home,
  )
  try {
    await untilReady({ url: `http://127.0.0.1:${ports.health}/readyz`, answering: server })
  } catch (error) {
    await server.stop()
    throw error
  }
  return {
    url: `https://127.0.0.1:${ports.webhook}`,
    ca: readFileSync(join(certificates, 'ca.crt'), 'utf8'),
    log: server.log,
    metrics: async () => (await fetch(`http://127.0.0.1:${ports.metrics}/metrics`)).text(),
    stop: server.stop,
  }
}
