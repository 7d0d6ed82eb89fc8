import { createPrivateKey, type X509Certificate } from 'node:crypto'
import { chainVerifies, holds } from '../chain-verifies.ts'
import { type KeyPair, readKeyPair } from '../key-pair.ts'
import type { PemPair } from '../make.ts'
import { readChain } from '../read-chain.ts'
import type { KeptTexts } from './kept-texts.ts'

/** What of kept texts can be used now. */
export interface UsableParts {
  /** The authorities of `ca.crt` that hold, in its order. */
  readonly authorities: readonly X509Certificate[]
  /** Whether there are others. */
  readonly hasSpent: boolean
  /** The first authority with its key; undefined where they do not fit or it does not hold. */
  readonly signer: PemPair | undefined
  /** The pair to serve, where the authorities verify it now. */
  readonly leaf: KeyPair | undefined
}

/** Reads what may be anything. */
export function usableParts(texts: KeptTexts, now: Date): UsableParts {
  const all = readChain(texts['ca.crt']) ?? []
  const authorities = all.filter((one) => one.ca && holds(one, now))
  return {
    authorities,
    hasSpent: authorities.length < all.length,
    signer: signerOf(all[0], texts['ca.key'], authorities),
    leaf: leafOf(texts, now),
  }
}

function signerOf(
  first: X509Certificate | undefined,
  key: string,
  authorities: readonly X509Certificate[],
): PemPair | undefined {
  if (first === undefined || !authorities.includes(first)) return undefined
  try {
    const fits = first.checkPrivateKey(createPrivateKey(key))
    return fits ? { certificate: first.toString(), key } : undefined
  } catch {
    return undefined
  }
}

function leafOf(texts: KeptTexts, now: Date): KeyPair | undefined {
  const read = readKeyPair(
    { name: 'tls.crt', text: texts['tls.crt'] },
    { name: 'tls.key', text: texts['tls.key'] },
  )
  if (read.kind === 'problem') return undefined
  const { certificate } = read.keyPair
  return chainVerifies(certificate, texts['ca.crt'], now).kind === 'verifies'
    ? read.keyPair
    : undefined
}
