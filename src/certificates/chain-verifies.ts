import type { X509Certificate } from 'node:crypto'
import { readChain } from './read-chain.ts'
import { validityOf } from './validity.ts'

export type Verification =
  | { readonly kind: 'verifies' }
  | { readonly kind: 'does-not-verify'; readonly message: string }

/** As long as any chain that is in use. */
const longestChain = 8

/**
 * Whether a client that trusts the bundle, as the API server trusts a webhook's `caBundle`, accepts the served certificate with
 * its intermediates (both PEM) at that time. Names are not looked at.
 * https://www.rfc-editor.org/rfc/rfc5280#section-6
 */
export function chainVerifies(certificate: string, bundle: string, now: Date): Verification {
  const [leaf, ...intermediates] = readChain(certificate) ?? []
  const trusted = readChain(bundle) ?? []
  if (leaf === undefined) return no('there is no certificate')
  if (trusted.length === 0) return no('there is no certificate of an authority to trust')
  const validity = validityOf(termOf(leaf), now)
  if (validity.kind !== 'valid') return no(validity.message)
  const search = { trusted, intermediates, now }
  if (trusted.some((one) => isSame(one, leaf))) return { kind: 'verifies' }
  return leadsToTrust(leaf, search, longestChain)
    ? { kind: 'verifies' }
    : no('no authority that is trusted and holds now has signed the certificate')
}

interface Search {
  readonly trusted: readonly X509Certificate[]
  readonly intermediates: readonly X509Certificate[]
  readonly now: Date
}

function leadsToTrust(one: X509Certificate, search: Search, steps: number): boolean {
  if (steps === 0) return false
  const signs = (issuer: X509Certificate) => isIssuedBy(one, issuer) && holds(issuer, search.now)
  return (
    search.trusted.some(signs) ||
    search.intermediates.some(
      (issuer) => signs(issuer) && !isSame(one, issuer) && leadsToTrust(issuer, search, steps - 1),
    )
  )
}

/** Whether an authority has signed a certificate; dates are not looked at. */
export function isIssuedBy(one: X509Certificate, authority: X509Certificate): boolean {
  return authority.ca && one.checkIssued(authority) && one.verify(authority.publicKey)
}

/** Whether a certificate holds at that time. */
export function holds(one: X509Certificate, now: Date): boolean {
  return validityOf(termOf(one), now).kind === 'valid'
}

function termOf({ subject, validFrom, validTo }: X509Certificate) {
  return { subject, notBefore: new Date(validFrom), notAfter: new Date(validTo) }
}

function isSame(one: X509Certificate, other: X509Certificate): boolean {
  return one.fingerprint256 === other.fingerprint256
}

function no(message: string): Verification {
  return { kind: 'does-not-verify', message }
}
