import { describe, expect, test } from 'vitest'
import type { CertificateSource } from '#src/certificates/source.ts'
import { certificateCheck, shutdownCheck, trustCheck } from '#src/server/checks.ts'
import { createShutdown } from '#src/server/drain.ts'
import { certificateSource, dayMs, testCertificates } from '#test/support/test-certificates.ts'

describe('the certificate', () => {
  test.for([
    { name: 'holds', days: 0, ok: true, says: 'valid until' },
    { name: 'has expired', days: 2, ok: false, says: 'expired at' },
    { name: 'does not hold yet', days: -1, ok: false, says: 'not valid before' },
  ])('$name', async ({ days, ok, says }) => {
    const source = certificateSource((await testCertificates()).leaf)
    const result = certificateCheck(
      () => source,
      () => new Date(Date.now() + days * dayMs),
    ).look()
    expect(result).toEqual({ ok, detail: expect.stringContaining(says) })
  })

  test('holds, and its files have become garbage: told, still ready', async () => {
    const source: CertificateSource = {
      ...certificateSource((await testCertificates()).leaf),
      problem: () => ({ code: 'not-a-key', message: 'tls.key holds no PEM private key' }),
    }
    const result = certificateCheck(
      () => source,
      () => new Date(),
    ).look()
    expect(result).toEqual({
      ok: true,
      detail: expect.stringContaining('tls.key holds no PEM private key'),
    })
  })
})

describe('whom the API server trusts', async () => {
  const { leaf, authority } = await testCertificates()
  const { authority: other } = await testCertificates()
  test.for([
    { name: 'the authority', bundle: authority.certificate, days: 0, ok: true },
    { name: 'another one', bundle: other.certificate, days: 0, ok: false },
    {
      name: 'the authority, when it is too late',
      bundle: authority.certificate,
      days: 2,
      ok: false,
    },
    { name: 'not known', bundle: undefined, days: 0, ok: true },
  ])('$name', ({ bundle, days, ok }) => {
    const now = () => new Date(Date.now() + days * dayMs)
    const check = trustCheck(
      () => certificateSource(leaf),
      () => bundle,
      now,
    )
    expect(check.look()).toEqual({ ok, detail: expect.stringMatching(/./) })
  })
})

test('shutdown', () => {
  const shutdown = createShutdown()
  const check = shutdownCheck(shutdown.draining)
  expect(check.look().ok).toBe(true)
  shutdown.begin()
  expect(check.look().ok).toBe(false)
})
