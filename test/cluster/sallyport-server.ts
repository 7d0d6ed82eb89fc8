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
  const { server, untilReady: ready } = await launchSallyport(name, folder, [
    ...policies.flatMap((path) => ['--policies', path]),
    ...context.flatMap((path) => ['--context', path]),
  ])
  await ready()
  return server
}

/** A server that has been started, and may not be ready for long. */
interface Launched {
  readonly server: SallyportServer
  /** Ends it where it does not get ready. */
  readonly untilReady: () => Promise<void>
  /** What its health port says now. */
  readonly readiness: () => Promise<{ readonly status: number; readonly text: string }>
}

/** Starts the built server with these arguments, and those for its ports and its certificate. */
export async function launchSallyport(
  name: string,
  folder: string,
  args: readonly string[],
): Promise<Launched> {
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
        ...args,
        ...['--host', '127.0.0.1'],
        ...['--port', `${ports.webhook}`],
        ...['--health-port', `${ports.health}`],
        ...['--metrics-port', `${ports.metrics}`],
        ...['--certificates-dir', certificates],
      ],
    },
    home,
  )
  const healthUrl = `http://127.0.0.1:${ports.health}/readyz`
  return {
    server: {
      url: `https://127.0.0.1:${ports.webhook}`,
      get ca() {
        return readFileSync(join(certificates, 'ca.crt'), 'utf8')
      },
      log: server.log,
      metrics: async () => (await fetch(`http://127.0.0.1:${ports.metrics}/metrics`)).text(),
      stop: server.stop,
    },
    untilReady: async () => {
      try {
        await untilReady({ url: healthUrl, answering: server })
      } catch (error) {
        await server.stop()
        throw error
      }
    },
    readiness: async () => {
      const answer = await fetch(healthUrl)
      return { status: answer.status, text: await answer.text() }
    },
  }
}
