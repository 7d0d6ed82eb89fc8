import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'

interface ServedCertificate {
  readonly subject: string
  readonly names: readonly string[]
  readonly notAfter: Date
}

type Validity = { readonly kind: 'valid' } | { readonly kind: string; readonly message: string }

/** Writes which certificate is served, and changes of it that could not be taken over. */
export function observeCertificates(logger: Logger, metrics: Metrics) {
  return {
    inUse: ({ subject, names, notAfter }: ServedCertificate, validity: Validity): void => {
      const line = {
        'event.action': 'certificate_in_use',
        'tls.server.subject': subject,
        'tls.server.x509.alternative_names': names,
        'tls.server.not_after': notAfter.toISOString(),
      }
      if ('message' in validity) logger.error(line, validity.message)
      else logger.info(line, 'a certificate is in use')
    },
    failed: ({ code, message }: { readonly code: string; readonly message: string }): void => {
      metrics.certificateReloadFailures.inc()
      logger.error(
        { 'event.action': 'certificate_kept', 'error.code': code },
        `${message}; the last good certificate stays`,
      )
    },
  }
}
