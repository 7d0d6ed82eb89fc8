import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { PemConverter, X509CertificateGenerator } from '@peculiar/x509'
import { expect, test } from 'vitest'
import { readKeyPair } from '#src/certificates/key-pair.ts'
import type { PemPair } from '#src/certificates/make.ts'
import { validityOf } from '#src/certificates/validity.ts'
import {
  dayMs,
  holdsNow,
  isOver,
  keyPairOf,
  type TestCertificates,
  testCertificates,
} from '#test/support/test-certificates.ts'

const encrypted =
  '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGj\n-----END ENCRYPTED PRIVATE KEY-----\n'

test.for<{
  name: string
  certificate: (given: TestCertificates) => string
  key: (given: TestCertificates) => string
  code: string
  says: string
}>([
  {
    name: 'empty',
    certificate: () => '',
    key: ({ leaf }) => leaf.key,
    code: 'not-a-certificate',
    says: 'tls.crt',
  },
  {
    name: 'garbage',
    certificate: () => 'hello',
    key: ({ leaf }) => leaf.key,
    code: 'not-a-certificate',
    says: 'BEGIN CERTIFICATE',
  },
  {
    name: 'a certificate cut short',
    certificate: ({ leaf }) => leaf.certificate.replace(/.{64}\n/, '\n'),
    key: ({ leaf }) => leaf.key,
    code: 'not-a-certificate',
    says: 'tls.crt',
  },
  {
    name: 'files the wrong way round',
    certificate: ({ leaf }) => leaf.key,
    key: ({ leaf }) => leaf.certificate,
    code: 'not-a-certificate',
    says: 'tls.crt',
  },
  {
    name: 'no key',
    certificate: ({ leaf }) => leaf.certificate,
    key: () => 'hello',
    code: 'not-a-key',
    says: 'tls.key',
  },
  {
    name: 'a key with a passphrase',
    certificate: ({ leaf }) => leaf.certificate,
    key: () => encrypted,
    code: 'key-is-encrypted',
    says: 'passphrase',
  },
  {
    name: 'the key of another certificate',
    certificate: ({ leaf }) => leaf.certificate,
    key: ({ authority }) => authority.key,
    code: 'key-does-not-match',
    says: 'made together',
  },
  {
    name: 'the issuer before the leaf',
    certificate: ({ authority, leaf }) => authority.certificate + leaf.certificate,
    key: ({ leaf }) => leaf.key,
    code: 'chain-out-of-order',
    says: 'must stand first',
  },
])('$name is a problem that says what to do', async ({ certificate, key, code, says }) => {
  const given = await testCertificates()
  const read = readKeyPair(
    { name: 'tls.crt', text: certificate(given) },
    { name: 'tls.key', text: key(given) },
  )
  expect(read).toEqual({
    kind: 'problem',
    problem: { code, message: expect.stringContaining(says) },
  })
})

test('a key that is too short for TLS is a problem', async () => {
  const { certificate, key } = await shortRsaPair()
  const read = readKeyPair({ name: 'tls.crt', text: certificate }, { name: 'tls.key', text: key })
  expect(read).toEqual({
    kind: 'problem',
    problem: {
      code: 'refused-by-tls',
      message: expect.stringMatching(/tls\.crt cannot be served: .*too small/),
    },
  })
})

/** RSA with 512 bits, which OpenSSL refuses to serve. */
async function shortRsaPair(): Promise<PemPair> {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 512,
    publicExponent: new Uint8Array([1, 0, 1]),
  }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=short',
    ...holdsNow,
    signingAlgorithm: algorithm,
    keys,
  })
  const key = PemConverter.encode(
    await webcrypto.subtle.exportKey('pkcs8', keys.privateKey),
    'PRIVATE KEY',
  )
  return { certificate: certificate.toString('pem'), key }
}

test('a pair is read with its names and dates; comments and issuers around it do not matter', async () => {
  const { authority, leaf } = await testCertificates()
  const certificate = `# for the webhook\n${leaf.certificate}${authority.certificate}`
  const pair = keyPairOf({ certificate, key: leaf.key })
  expect(pair).toMatchObject({
    subject: 'CN=localhost',
    names: ['localhost', '127.0.0.1', '0:0:0:0:0:0:0:1'],
  })
  expect(pair.notAfter.getTime() - Date.now()).toBeGreaterThan(dayMs - 60_000)
})

test.for([
  { name: 'valid', at: 0, kind: 'valid', says: '' },
  { name: 'expired', at: 2 * dayMs, kind: 'expired', says: 'expired at' },
  { name: 'not yet valid', at: -dayMs, kind: 'not-yet-valid', says: 'is not valid before' },
])('$name', async ({ at, kind, says }) => {
  const pair = keyPairOf((await testCertificates()).leaf)
  const validity = validityOf(pair, new Date(Date.now() + at))
  expect(validity.kind).toBe(kind)
  if ('message' in validity) expect(validity.message).toContain(says)
})

test('an expired certificate is read, not refused', async () => {
  const pair = keyPairOf((await testCertificates(isOver)).leaf)
  expect(validityOf(pair, new Date()).kind).toBe('expired')
})
