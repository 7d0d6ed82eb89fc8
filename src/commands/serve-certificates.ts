import { openCertificates } from '../certificates/open.ts'
import { authorityFile } from '../certificates/self-signed.ts'
import type { CertificateSource } from '../certificates/source.ts'
import { validityOf } from '../certificates/validity.ts'
import { certificateCheck, trustCheck } from '../server/checks.ts'
import type { Check } from '../server/readiness.ts'
import type { ServeSettings } from '../settings/settings.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { observeCertificates } from '../telemetry/observe-certificates.ts'

/** A certificate to serve. */
export interface Served {
  readonly certificates: CertificateSource
  /** Whom the API server trusts (PEM); undefined where that is not known here. */
  readonly authorities: () => string | undefined
}

/** `stopped`: the server was told to stop before there was one. */
export type OpenedCertificates =
  | ({ readonly kind: 'certificates' } & Served)
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'stopped' }

/** The certificate in the files that the settings name, or one of our own making. */
export async function certificatesOfFiles(
  settings: ServeSettings,
  logger: Logger,
  metrics: Metrics,
): Promise<OpenedCertificates> {
  const { certFile, keyFile, certificatesDir: folder, serverName: names } = settings
  const opened = await openCertificates(
    { certFile, keyFile, folder, names },
    { everyMs: 10_000, onProblem: observeCertificates(logger, metrics).failed },
  )
  if (opened.kind === 'problem') return { kind: 'problem', message: opened.problem.message }
  tellOfCertificates(opened.source, logger, metrics)
  if (certFile === undefined) {
    logger.info(
      { 'event.action': 'certificate_authority', 'file.path': authorityFile(folder) },
      'clients trust this file',
    )
  }
  return { kind: 'certificates', certificates: opened.source, authorities: () => undefined }
}

/** Whether the certificate holds, and whoever is to trust it does. */
export function certificateChecks(
  served: () => Served | undefined,
  now: () => Date,
): readonly Check[] {
  const certificates = () => served()?.certificates
  return [
    certificateCheck(certificates, now),
    trustCheck(certificates, () => served()?.authorities(), now),
  ]
}

/** Writes which certificate is served, now and after each change. */
export function tellOfCertificates(
  certificates: CertificateSource,
  logger: Logger,
  metrics: Metrics,
): void {
  const { inUse } = observeCertificates(logger, metrics)
  const tell = (keyPair: ReturnType<CertificateSource['current']>) =>
    inUse(keyPair, validityOf(keyPair, new Date()))
  tell(certificates.current())
  certificates.onChange(tell)
}
