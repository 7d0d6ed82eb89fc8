import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import Fastify from 'fastify'
import { describe, expect, onTestFinished, test } from 'vitest'
import { listenAll } from '#src/server/listen.ts'

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
)

function listener() {
  const app = Fastify()
  onTestFinished(() => app.close())
  return app
}

test.for([
  { host: '127.0.0.1', reach: '127.0.0.1' },
  { host: 'localhost', reach: '127.0.0.1' },
  { host: undefined, reach: '127.0.0.1' },
  { host: undefined, reach: '[::1]' },
  { host: '::', reach: '127.0.0.1' },
  { host: '::1', reach: '[::1]' },
  { host: '0.0.0.0', reach: '127.0.0.1' },
])('listens on $host, which is reached by $reach', async ({ host, reach }, { skip }) => {
  if (reach === '[::1]' && !hasIpv6) skip('this machine has no IPv6')
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

test('IPv4 alone where the machine knows no IPv6', async () => {
  const tried: string[] = []
  const app = {
    listen: async ({ host }: { readonly host: string }) => {
      tried.push(host)
      if (host === '::') throw Object.assign(new Error('no IPv6'), { code: 'EAFNOSUPPORT' })
      return host
    },
    server: { address: () => ({ address: '0.0.0.0', family: 'IPv4', port: 9443 }) },
  }
  expect(await listenAll(undefined, [{ name: 'webhook', app, port: 9443 }])).toEqual({
    kind: 'listening',
    addresses: { webhook: '0.0.0.0:9443' },
  })
  expect(tried).toEqual(['::', '0.0.0.0'])
})
