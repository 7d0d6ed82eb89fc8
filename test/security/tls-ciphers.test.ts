import { connect } from 'node:tls'
import { expect, test } from 'vitest'
import { startWebhook } from '#test/support/webhook.ts'

/** What a client offers alone, and whether the server takes it; its certificate has an elliptic key. */
test.for([
  { cipher: 'ECDHE-ECDSA-AES128-GCM-SHA256', taken: true },
  { cipher: 'ECDHE-ECDSA-AES256-GCM-SHA384', taken: true },
  { cipher: 'ECDHE-ECDSA-CHACHA20-POLY1305', taken: true },
  { cipher: 'ECDHE-ECDSA-AES128-SHA', taken: false },
  { cipher: 'ECDHE-ECDSA-AES256-SHA384', taken: false },
  { cipher: 'ECDHE-ECDSA-AES128-CCM', taken: false },
  { cipher: 'AECDH-AES128-SHA:@SECLEVEL=0', taken: false },
  { cipher: 'NULL:@SECLEVEL=0', taken: false },
])('TLS 1.2 with $cipher: $taken', async ({ cipher, taken }) => {
  const webhook = await startWebhook({})
  const offered = { maxVersion: 'TLSv1.2', minVersion: 'TLSv1.2', ciphers: cipher } as const
  expect(await agreed(webhook.port, offered)).toBe(taken ? cipher : 'refused')
})

test.for(['TLSv1', 'TLSv1.1'] as const)('%s is refused', async (version) => {
  const webhook = await startWebhook({})
  const offered = { minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' } as const
  expect(await agreed(webhook.port, offered)).toBe('refused')
})

/** The cipher that both agree upon. */
function agreed(port: number, offered: object): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...offered })
    socket.on('error', () => resolve('refused'))
    socket.on('secureConnect', () => {
      resolve(socket.getCipher().name)
      socket.destroy()
    })
  })
}
