import type { PemPair } from '../make.ts'

/** The PEM texts that replicas share, under the names that a Secret of type `kubernetes.io/tls` and cert-manager give them. */
export interface KeptTexts {
  readonly 'tls.crt': string
  readonly 'tls.key': string
  /** All authorities that are trusted; the first one signs. */
  readonly 'ca.crt': string
  /** Of the first authority; empty where somebody else signs. */
  readonly 'ca.key': string
}

/** The names of the texts. */
export const keptNames = ['tls.crt', 'tls.key', 'ca.crt', 'ca.key'] as const

/** The texts of these; the key is that of the first authority of the bundle. */
export function keptTexts(bundle: string, authorityKey: string, leaf: PemPair): KeptTexts {
  return {
    'tls.crt': leaf.certificate,
    'tls.key': leaf.key,
    'ca.crt': bundle,
    'ca.key': authorityKey,
  }
}
