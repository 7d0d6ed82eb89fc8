import { chainVerifies } from '../../certificates/chain-verifies.ts'
import { type CertificateProblem, type KeyPair, readKeyPair } from '../../certificates/key-pair.ts'
import type { LastGood } from '../../certificates/rotation/next-step.ts'
import { validityOf } from '../../certificates/validity.ts'
import type { CertificateSecret } from './certificate-secret.ts'

/** What a replica has of the Secret. */
export interface ServedPair {
  /** Undefined before there was any that can be served. */
  readonly current: () => KeyPair | undefined
  /** The last with which everything was right. */
  readonly lastGood: () => LastGood | undefined
  /** Why the newest state was not taken over, or is served only because there is no better one. */
  readonly problem: () => CertificateProblem | undefined
  /** The Secret as it was last seen; undefined where there is none. */
  readonly secret: () => CertificateSecret | undefined
  readonly see: (secret: CertificateSecret | undefined) => void
}

export interface ServedPairOptions {
  /** Says in problems which Secret is meant. */
  readonly title: string
  readonly now: () => Date
  readonly onPair: (pair: KeyPair) => void
  readonly onBundle: () => void
  /** Once for each new problem. */
  readonly onProblem: (problem: CertificateProblem) => void
}

/** Goes on with the last good pair where the Secret is gone or cannot be served. */
export function servedPair(options: ServedPairOptions): ServedPair {
  let secret: CertificateSecret | undefined
  let current: KeyPair | undefined
  let lastGood: LastGood | undefined
  let problem: CertificateProblem | undefined

  function take(pair: KeyPair): void {
    const isNew = pair.certificate !== current?.certificate || pair.key !== current.key
    current = pair
    if (isNew) options.onPair(pair)
  }

  function trust(leaf: KeyPair, bundle: string): void {
    const isNew = bundle !== lastGood?.bundle
    lastGood = { bundle, leaf }
    if (isNew) options.onBundle()
  }

  function complain(next: CertificateProblem | undefined): void {
    if (next !== undefined && next.message !== problem?.message) options.onProblem(next)
    problem = next
  }

  return {
    current: () => current,
    lastGood: () => lastGood,
    problem: () => problem,
    secret: () => secret,
    see: (next) => {
      secret = next
      const judged = judge(next, options)
      if (judged.pair !== undefined && (judged.problem === undefined || current === undefined)) {
        take(judged.pair)
      }
      if (judged.pair !== undefined && judged.problem === undefined) {
        trust(judged.pair, next?.texts['ca.crt'] ?? '')
      }
      complain(judged.problem)
    },
  }
}

interface Judged {
  readonly pair?: KeyPair
  readonly problem?: CertificateProblem
}

function judge(secret: CertificateSecret | undefined, { title, now }: ServedPairOptions): Judged {
  if (secret === undefined) {
    return { problem: { code: 'missing-secret', message: `${title} does not exist` } }
  }
  const { texts, isOurs } = secret
  const read = readKeyPair(
    { name: `${title} (tls.crt)`, text: texts['tls.crt'] },
    { name: `${title} (tls.key)`, text: texts['tls.key'] },
  )
  if (read.kind === 'problem') return { problem: read.problem }
  const pair = read.keyPair
  const validity = validityOf(pair, now())
  if (validity.kind !== 'valid') {
    return { pair, problem: { code: 'not-in-time', message: `${title}: ${validity.message}` } }
  }
  // A Secret of somebody else may leave its authority to others.
  if (!isOurs && texts['ca.crt'].trim() === '') return { pair }
  const verification = chainVerifies(pair.certificate, texts['ca.crt'], now())
  if (verification.kind === 'verifies') return { pair }
  const message = `${title}: tls.crt does not verify against ca.crt: ${verification.message}`
  return { pair, problem: { code: 'does-not-verify', message } }
}
