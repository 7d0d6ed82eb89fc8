import { createServer } from 'node:net'
import Fastify from 'fastify'
import { describe, expect, onTestFinished, test } from 'vitest'
import { listenAll } from '#src/server/listen.ts'

function listener() {
  const app = Fastify()
  onTestFinished(() => app.close())
  return app
}

test.for([
  { host: '127.0.0.1', reach: '127.0.0.1' },
  { host: 'localhost', reach: '127.0.0.1' },
  { host: undefined, reach: '127.0.0.1' },
])('listens on $host', async ({ host, reach }) => {
  const app = listener()
  app.get('/', () => 'here')
  const listening = await listenAll(host, [{ name: 'webhook', app, port: 0 }])
  if (listening.kind === 'problem') throw new Error(listening.message)
  const port = listening.addresses['webhook']?.split(':').at(-1)
  expect(await (await fetch(`http://${reach}:${port}/`)).text()).toBe('here')
})

describe('what cannot be listened on is a problem that names the server', () => {
  test('a port in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    onTestFinished(() => void taken.close())
    const { port } = taken.address() as { port: number }
    const outcome = await listenAll('127.0.0.1', [
      { name: 'webhook', app: listener(), port: 0 },
      { name: 'health', app: listener(), port },
    ])
    expect(outcome).toEqual({
      kind: 'problem',
      message: `health: port ${port} is in use already; choose another one or end what listens there`,
    })
  })

  test('an address of another machine', async () => {
    const outcome = await listenAll('192.0.2.1', [{ name: 'webhook', app: listener(), port: 0 }])
    expect(outcome).toEqual({
      kind: 'problem',
      message: 'webhook: 192.0.2.1 is no address of this machine',
    })
  })
})
