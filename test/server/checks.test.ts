import { describe, expect, test } from 'vitest'
import type { CertificateSource } from '#src/certificates/source.ts'
import { certificateCheck, shutdownCheck } from '#src/server/checks.ts'
import { createShutdown } from '#src/server/drain.ts'
import { certificateSource, dayMs, testCertificates } from '#test/support/test-certificates.ts'

describe('the certificate', () => {
  test.for([
    { name: 'holds', days: 0, ok: true, says: 'valid until' },
    { name: 'has expired', days: 2, ok: false, says: 'expired at' },
    { name: 'does not hold yet', days: -1, ok: false, says: 'not valid before' },
  ])('$name', async ({ days, ok, says }) => {
    const source = certificateSource((await testCertificates()).leaf)
    const result = certificateCheck(source, () => new Date(Date.now() + days * dayMs)).look()
    expect(result).toEqual({ ok, detail: expect.stringContaining(says) })
  })

  test('holds, and its files have become garbage: told, still ready', async () => {
    const source: CertificateSource = {
      ...certificateSource((await testCertificates()).leaf),
      problem: () => ({ code: 'not-a-key', message: 'tls.key holds no PEM private key' }),
    }
    const result = certificateCheck(source, () => new Date()).look()
    expect(result).toEqual({
      ok: true,
      detail: expect.stringContaining('tls.key holds no PEM private key'),
    })
  })
})

test('shutdown', () => {
  const shutdown = createShutdown()
  const check = shutdownCheck(shutdown.draining)
  expect(check.look().ok).toBe(true)
  shutdown.begin()
  expect(check.look().ok).toBe(false)
})
