import { Agent } from 'node:https'
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { makeLeaf } from '#src/certificates/make.ts'
import { admissionReview } from '#test/support/review.ts'
import { certificateSource, holdsNow, testCertificates } from '#test/support/test-certificates.ts'
import { startWebhook, type Webhook } from '#test/support/webhook.ts'

test('a new certificate is served to new connections, and the old ones go on', async () => {
  const first = await testCertificates()
  const second = await makeLeaf(first.authority, {
    purpose: 'server',
    names: ['localhost', '127.0.0.1'],
    ...holdsNow,
  })
  const certificates = certificateSource(first.leaf)
  const webhook = await startWebhook({
    tls: { certificates },
    trusted: first.authority.certificate,
  })
  const kept = new Agent({ ca: first.authority.certificate, keepAlive: true, maxSockets: 1 })
  const overKept = () =>
    webhook.send({ method: 'POST', path: '/validate', headers: json, body, agent: kept })

  expect((await overKept()).status).toBe(200)
  const before = await serialOf(webhook)
  certificates.change(second)
  const after = await serialOf(webhook)
  const answer = await overKept()
  expect(answer.status).toBe(200)
  expect(after).not.toBe(before)
  expect(Object.values(kept.sockets).concat(Object.values(kept.freeSockets)).flat()).toHaveLength(1)
  kept.destroy()
})

const json = { 'content-type': 'application/json' }
const body = JSON.stringify(admissionReview())

describe('TLS versions', () => {
  test.for([
    { name: '1.2 where 1.2 is the least', least: 'TLSv1.2', spoken: 'TLSv1.2', works: true },
    { name: '1.3 where 1.2 is the least', least: 'TLSv1.2', spoken: 'TLSv1.3', works: true },
    { name: '1.3 where 1.3 is the least', least: 'TLSv1.3', spoken: 'TLSv1.3', works: true },
    { name: '1.2 where 1.3 is the least', least: 'TLSv1.3', spoken: 'TLSv1.2', works: false },
  ] as const)('$name', async ({ least, spoken, works }) => {
    const webhook = await startWebhook({ tls: { minVersion: least } })
    const handshake = shake(webhook, { minVersion: spoken, maxVersion: spoken })
    if (works) expect((await handshake).getProtocol()).toBe(spoken)
    else await expect(handshake).rejects.toThrow(/protocol version/)
  })
})

describe('client certificates', () => {
  test('a client of the authority is served, one without a certificate or with a strange one is not', async () => {
    const clients = await testCertificates(holdsNow, 'client')
    const strangers = await testCertificates(holdsNow, 'client')
    const webhook = await startWebhook({
      tls: { clientAuthorities: clients.authority.certificate },
    })
    const agentOf = (leaf?: { certificate: string; key: string }) =>
      new Agent({
        ca: webhook.authority,
        ...(leaf === undefined ? {} : { cert: leaf.certificate, key: leaf.key }),
      })
    const ask = (agent: Agent) =>
      webhook.send({ method: 'POST', path: '/validate', headers: json, body, agent })

    expect((await ask(agentOf(clients.leaf))).status).toBe(200)
    await expect(ask(agentOf())).rejects.toThrow()
    await expect(ask(agentOf(strangers.leaf))).rejects.toThrow()
    expect(webhook.events.filter((event) => event.startsWith('connection '))).toHaveLength(2)
    expect((await ask(agentOf(clients.leaf))).status).toBe(200)
  })
})

async function serialOf(webhook: Webhook): Promise<string> {
  return (await shake(webhook)).getPeerCertificate().serialNumber
}

/** A connection with its handshake done; closed at once. */
function shake(webhook: Webhook, options: ConnectionOptions = {}): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect(
      { port: webhook.port, host: '127.0.0.1', ca: webhook.authority, ...options },
      () => {
        resolve(socket)
        socket.end()
      },
    )
    socket.on('error', reject)
  })
}
