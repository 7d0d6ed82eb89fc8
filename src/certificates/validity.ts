import type { KeyPair } from './key-pair.ts'

export type Validity =
  | { readonly kind: 'valid' }
  | { readonly kind: 'expired' | 'not-yet-valid'; readonly message: string }

/** Whether a certificate holds at a time; otherwise since when not, or from when, and what to do. */
export function validityOf(
  keyPair: Pick<KeyPair, 'subject' | 'notBefore' | 'notAfter'>,
  now: Date,
): Validity {
  const { notBefore, notAfter } = keyPair
  const subject = keyPair.subject.replaceAll('\n', ', ')
  if (now > notAfter) {
    return {
      kind: 'expired',
      message: `the certificate (${subject}) expired at ${notAfter.toISOString()}; clients refuse it until it is replaced`,
    }
  }
  if (now < notBefore) {
    return {
      kind: 'not-yet-valid',
      message: `the certificate (${subject}) is not valid before ${notBefore.toISOString()}; it is ${now.toISOString()} here`,
    }
  }
  return { kind: 'valid' }
}
