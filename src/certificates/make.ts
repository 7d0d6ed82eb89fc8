import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'

/** PEM texts of a certificate and its private key. */
export interface PemPair {
  readonly certificate: string
  readonly key: string
}

export interface Term {
  readonly notBefore: Date
  readonly notAfter: Date
}

export interface LeafRequest extends Term {
  /** What the holder may do with it: serve, or show who it is. */
  readonly purpose: 'server' | 'client'
  /** DNS names and IP addresses; the first is the common name too. */
  readonly names: readonly string[]
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

const purposes = {
  server: x509.ExtendedKeyUsage.serverAuth,
  client: x509.ExtendedKeyUsage.clientAuth,
}

x509.cryptoProvider.set(webcrypto)

/** A certificate authority that signs leaves and nothing below them. ECDSA P-256. */
export async function makeAuthority(
  commonName: string,
  { notBefore, notAfter }: Term,
): Promise<PemPair> {
  const keys = await makeKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [commonName] }],
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate: pem(certificate), key: await pemOfKey(keys.privateKey) }
}

/** A certificate that an authority signs, for a server or a client. https://www.rfc-editor.org/rfc/rfc5280#section-4.2 */
export async function makeLeaf(authority: PemPair, request: LeafRequest): Promise<PemPair> {
  const issuer = new x509.X509Certificate(authority.certificate)
  const keys = await makeKeys()
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ CN: [commonName(request.names)] }],
    issuer: issuer.subject,
    notBefore: request.notBefore,
    notAfter: request.notAfter,
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: await importKey(authority.key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([purposes[request.purpose]]),
      new x509.SubjectAlternativeNameExtension(
        request.names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  })
  return { certificate: pem(certificate), key: await pemOfKey(keys.privateKey) }
}

function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

/** 16 random bytes, positive. */
function serialNumber(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return Buffer.from(bytes).toString('hex')
}

/** A common name holds at most 64 characters. https://www.rfc-editor.org/rfc/rfc5280#appendix-A.1 */
function commonName(names: readonly string[]): string {
  return (names[0] ?? 'sallyport').slice(0, 64)
}

function pem(certificate: x509.X509Certificate): string {
  return `${certificate.toString('pem')}\n`
}

async function pemOfKey(key: webcrypto.CryptoKey): Promise<string> {
  const bytes = await webcrypto.subtle.exportKey('pkcs8', key)
  return `${x509.PemConverter.encode(bytes, 'PRIVATE KEY')}\n`
}

function importKey(key: string): Promise<webcrypto.CryptoKey> {
  const [bytes] = x509.PemConverter.decode(key)
  if (bytes === undefined) throw new Error('the key of the certificate authority is no PEM text')
  return webcrypto.subtle.importKey('pkcs8', bytes, algorithm, false, ['sign'])
}
