import type { CertificateProblem, KeyPair } from './key-pair.ts'

/** Where a server's certificate comes from; the server does not know. */
export interface CertificateSource {
  /** The pair to serve now; always one that can be served, perhaps an expired one. */
  readonly current: () => KeyPair
  /** Why the newest state of the source could not be taken over; undefined when it was. */
  readonly problem: () => CertificateProblem | undefined
  /** Calls back with every new pair. */
  readonly onChange: (listener: (keyPair: KeyPair) => void) => void
  readonly close: () => void
}

export type OpenedSource =
  | { readonly kind: 'source'; readonly source: CertificateSource }
  | { readonly kind: 'problem'; readonly problem: CertificateProblem }
