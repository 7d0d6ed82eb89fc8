import { createPrivateKey, type KeyObject, type X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import { readChain } from './read-chain.ts'

/** A certificate with its chain and the key that belongs to it. */
export interface KeyPair {
  /** PEM: the leaf first, then its intermediates. */
  readonly certificate: string
  /** PEM. */
  readonly key: string
  readonly subject: string
  readonly names: readonly string[]
  readonly notBefore: Date
  readonly notAfter: Date
}

/** Why a certificate and a key cannot be served, and what to do. */
export interface CertificateProblem {
  readonly code:
    | 'missing-file'
    | 'not-a-certificate'
    | 'not-a-key'
    | 'key-does-not-match'
    | 'chain-out-of-order'
    | 'key-is-encrypted'
    | 'refused-by-tls'
    | 'missing-secret'
    | 'does-not-verify'
    | 'not-in-time'
  readonly message: string
}

export type ReadKeyPair =
  | { readonly kind: 'key-pair'; readonly keyPair: KeyPair }
  | { readonly kind: 'problem'; readonly problem: CertificateProblem }

export interface NamedText {
  /** Says in a problem which text is meant. */
  readonly name: string
  readonly text: string
}

/** Reads PEM texts and checks that they belong together. Dates are not judged here: see `validityOf`. */
export function readKeyPair(certificate: NamedText, key: NamedText): ReadKeyPair {
  const chain = readChain(certificate.text)
  const [leaf] = chain ?? []
  if (chain === undefined || leaf === undefined) {
    return problem(
      'not-a-certificate',
      `${certificate.name} holds no PEM certificate ("-----BEGIN CERTIFICATE-----")`,
    )
  }
  if (key.text.includes('ENCRYPTED')) {
    return problem(
      'key-is-encrypted',
      `${key.name} is encrypted; give the key without a passphrase`,
    )
  }
  const privateKey = readKey(key.text)
  if (privateKey === undefined) {
    return problem(
      'not-a-key',
      `${key.name} holds no PEM private key ("-----BEGIN PRIVATE KEY-----")`,
    )
  }
  if (!leaf.checkPrivateKey(privateKey)) return mismatch(certificate, key, chain, privateKey)
  const refusal = refusalByTls(certificate.text, key.text)
  if (refusal !== undefined) {
    return problem(
      'refused-by-tls',
      `${certificate.name} cannot be served: ${refusal}; make a stronger one`,
    )
  }
  return {
    kind: 'key-pair',
    keyPair: {
      certificate: certificate.text,
      key: key.text,
      subject: leaf.subject,
      names: namesOf(leaf),
      notBefore: new Date(leaf.validFrom),
      notAfter: new Date(leaf.validTo),
    },
  }
}

function readKey(text: string): KeyObject | undefined {
  try {
    return createPrivateKey(text)
  } catch {
    return undefined
  }
}

function mismatch(
  certificate: NamedText,
  key: NamedText,
  chain: readonly X509Certificate[],
  privateKey: KeyObject,
): ReadKeyPair {
  return chain.some((one) => one.checkPrivateKey(privateKey))
    ? problem(
        'chain-out-of-order',
        `${certificate.name}: the certificate that belongs to ${key.name} must stand first, its issuers below`,
      )
    : problem(
        'key-does-not-match',
        `${key.name} is not the key of the certificate in ${certificate.name}; they must be made together`,
      )
}

/** What OpenSSL has against a pair that is well-formed: a key that is too short, a signature that is too weak. */
function refusalByTls(cert: string, key: string): string | undefined {
  try {
    createSecureContext({ cert, key })
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** `DNS:a, IP Address:127.0.0.1` as `a`, `127.0.0.1`. */
function namesOf({ subjectAltName }: X509Certificate): readonly string[] {
  return (subjectAltName ?? '')
    .split(', ')
    .filter((name) => name !== '')
    .map((name) => name.replace(/^(DNS|IP Address):/, ''))
}

function problem(code: CertificateProblem['code'], message: string): ReadKeyPair {
  return { kind: 'problem', problem: { code, message } }
}
