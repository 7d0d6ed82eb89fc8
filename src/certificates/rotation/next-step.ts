import { X509Certificate } from 'node:crypto'
import { chainVerifies, holds, isIssuedBy } from '../chain-verifies.ts'
import type { KeyPair } from '../key-pair.ts'
import type { PemPair } from '../make.ts'
import { readChain } from '../read-chain.ts'
import { sameName } from '../same-name.ts'
import { type KeptTexts, keptTexts } from './kept-texts.ts'
import { usableParts } from './usable-parts.ts'

/** How long certificates of our own making hold, an authority at least twice as long as a leaf. They are renewed when a third is left. */
export interface Lifetimes {
  readonly authorityMs: number
  readonly leafMs: number
}

/** The last texts with which everything was right, where they are known: they go on where what is kept is broken. */
export interface LastGood {
  readonly bundle: string
  readonly leaf: KeyPair
}

export interface Moment {
  readonly now: Date
  /** The names that the certificate must have. */
  readonly names: readonly string[]
  readonly lifetimes: Lifetimes
  readonly lastGood: LastGood | undefined
  /** Whether clients trust all that is in `ca.crt` by now, so that the first authority may sign. */
  readonly isTrusted: boolean
  /** Whether the certificate has been served long enough for nobody to serve the one before. */
  readonly isSettled: boolean
}

/** What to do with the kept texts next; `takeStep` carries it out. */
export type Step =
  /**
   * `keep`: nothing. `wait`: a new authority is to sign, once clients trust it. `begin`: all anew, as there is nothing that could
   * go on.
   */
  | { readonly kind: 'keep' | 'wait' | 'begin' }
  /** A new authority joins those that are trusted; the pair stays. */
  | { readonly kind: 'announce'; readonly trusted: string; readonly leaf: PemPair }
  /** The first authority signs a new pair. */
  | { readonly kind: 'issue'; readonly bundle: string; readonly signer: PemPair }
  /** `restore`: the last good pair goes back to its place. `forget`: authorities that nobody needs any more leave. */
  | { readonly kind: 'restore' | 'forget'; readonly texts: KeptTexts }

/**
 * A step keeps every certificate that is served verifiable: a new authority is trusted before it signs, and an old one for as
 * long as what it signed may be served. Broken texts are mended in the same order, with the last good ones where they hold.
 */
export function nextStep(texts: KeptTexts | undefined, moment: Moment): Step {
  const { now, lastGood } = moment
  if (texts === undefined) return mend(lastGood, now)
  const { authorities, hasSpent, signer, leaf } = usableParts(texts, now)
  const bundle = pemOf(authorities)
  if (signer === undefined) return mend(leaf === undefined ? lastGood : { bundle, leaf }, now)
  if (leaf !== undefined) {
    const hasOthers = hasSpent || authorities.length > 1
    return renew({ bundle, signer, leaf, hasOthers }, moment)
  }
  return lastGood !== undefined && verifies(lastGood.leaf, bundle, now)
    ? { kind: 'restore', texts: keptTexts(bundle, signer.key, lastGood.leaf) }
    : { kind: 'issue', bundle, signer }
}

/** Nobody can sign: there must be a new authority. */
function mend(held: LastGood | undefined, now: Date): Step {
  if (held === undefined || !verifies(held.leaf, held.bundle, now)) return { kind: 'begin' }
  return { kind: 'announce', trusted: stillTrusted(held, now), leaf: held.leaf }
}

interface Sound {
  readonly bundle: string
  readonly signer: PemPair
  readonly leaf: KeyPair
  /** Whether more authorities than the one that signs are trusted. */
  readonly hasOthers: boolean
}

function renew({ bundle, signer, leaf, hasOthers }: Sound, moment: Moment): Step {
  const { now, names, lifetimes, isTrusted, isSettled } = moment
  const authority = new X509Certificate(signer.certificate)
  const issue: Step = { kind: 'issue', bundle, signer }
  if (!isIssuedBy(new X509Certificate(leaf.certificate), authority)) {
    return isTrusted ? issue : { kind: 'wait' }
  }
  if (isDue(new Date(authority.validTo), lifetimes.authorityMs, now)) {
    return { kind: 'announce', trusted: stillTrusted({ bundle, leaf }, now), leaf }
  }
  const hasNames = names.every((name) => leaf.names.some((own) => sameName(own, name)))
  if (!hasNames || isDue(leaf.notAfter, lifetimes.leafMs, now)) return issue
  return hasOthers && isSettled
    ? { kind: 'forget', texts: keptTexts(signer.certificate, signer.key, leaf) }
    : { kind: 'keep' }
}

/** By the time that is left, so that a clock that was wrong when it began does no harm. */
function isDue(notAfter: Date, lifetimeMs: number, now: Date): boolean {
  return notAfter.getTime() - now.getTime() < lifetimeMs / 3
}

/** So many at most, beside the one that the pair needs, however often new ones are announced. */
const mostTrusted = 3

function stillTrusted({ bundle, leaf }: LastGood, now: Date): string {
  const own = new X509Certificate(leaf.certificate)
  const standing = (readChain(bundle) ?? []).filter((one) => holds(one, now))
  return pemOf(standing.filter((one, index) => index < mostTrusted || isIssuedBy(own, one)))
}

function verifies({ certificate }: KeyPair, bundle: string, now: Date): boolean {
  return chainVerifies(certificate, bundle, now).kind === 'verifies'
}

function pemOf(certificates: readonly X509Certificate[]): string {
  return certificates.map((one) => one.toString()).join('')
}
