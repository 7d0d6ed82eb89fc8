import { readKeyPair } from '#src/certificates/key-pair.ts'
import {
  type LeafRequest,
  makeAuthority,
  makeLeaf,
  type PemPair,
  type Term,
} from '#src/certificates/make.ts'
import type { CertificateSource } from '#src/certificates/source.ts'

export const dayMs = 86_400_000

/** From an hour ago to tomorrow. */
export const holdsNow: Term = {
  notBefore: new Date(Date.now() - 3_600_000),
  notAfter: new Date(Date.now() + dayMs),
}

/** From a week ago to yesterday. */
export const isOver: Term = {
  notBefore: new Date(Date.now() - 7 * dayMs),
  notAfter: new Date(Date.now() - dayMs),
}

export interface TestCertificates {
  readonly authority: PemPair
  readonly leaf: PemPair
}

/** An authority and a leaf for this machine. */
export async function testCertificates(
  term: Term = holdsNow,
  purpose: LeafRequest['purpose'] = 'server',
): Promise<TestCertificates> {
  const authority = await makeAuthority('Test CA', holdsNow)
  const leaf = await makeLeaf(authority, {
    purpose,
    names: ['localhost', '127.0.0.1', '::1'],
    ...term,
  })
  return { authority, leaf }
}

/** A source that a test changes by hand. */
export function certificateSource(
  first: PemPair,
): CertificateSource & { readonly change: (next: PemPair) => void } {
  let current = keyPairOf(first)
  const listeners: ((keyPair: ReturnType<typeof keyPairOf>) => void)[] = []
  return {
    current: () => current,
    problem: () => undefined,
    onChange: (listener) => void listeners.push(listener),
    close: () => undefined,
    change: (next) => {
      current = keyPairOf(next)
      for (const listener of listeners) listener(current)
    },
  }
}

export function keyPairOf({ certificate, key }: PemPair) {
  const read = readKeyPair({ name: 'tls.crt', text: certificate }, { name: 'tls.key', text: key })
  if (read.kind === 'problem') throw new Error(read.problem.message)
  return read.keyPair
}
