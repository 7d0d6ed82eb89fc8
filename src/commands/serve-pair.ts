import { readFile } from 'node:fs/promises'
import type { CertificateSource } from '../certificates/source.ts'
import { bundleInForce } from '../cluster/certificates/bundle-in-force.ts'
import { certificateNames } from '../cluster/certificates/certificate-names.ts'
import { usualPace } from '../cluster/certificates/rotation.ts'
import { secretCertificates } from '../cluster/certificates/secret-certificates.ts'
import type { Connection } from '../cluster/connection.ts'
import type { Controller } from '../cluster/controller.ts'
import type { WebhookTrust } from '../core/index.ts'
import type { ServeSettings } from '../settings/settings.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import type { observeInstallation } from '../telemetry/observe-installation.ts'
import {
  certificatesOfFiles,
  type OpenedCertificates,
  tellOfCertificates,
} from './serve-certificates.ts'

/** The certificate that is served, whom the webhook configurations trust for it, and what renews it. */
export interface Pair {
  readonly source: CertificateSource
  readonly trust: () => WebhookTrust | undefined
  readonly controllers: readonly Controller[]
}

interface Opening {
  readonly connection: Connection
  readonly settings: ServeSettings
  readonly logger: Logger
  readonly metrics: Metrics
  readonly namespace: string
  readonly observer: ReturnType<typeof observeInstallation>
  readonly stopping: AbortSignal
}

type OpenedPair =
  | { readonly kind: 'pair'; readonly pair: Pair }
  | Exclude<OpenedCertificates, { readonly kind: 'certificates' }>

/** From a Secret that replicas share, or from files. */
export async function openPair(opening: Opening): Promise<OpenedPair> {
  return opening.settings.certFile === undefined ? pairOfSecret(opening) : pairOfFiles(opening)
}

async function pairOfSecret(opening: Opening): Promise<OpenedPair> {
  const { connection, settings, namespace, observer, stopping, logger, metrics } = opening
  const { service, webhookUrl, webhookName } = settings
  const opened = await secretCertificates(connection, {
    namespace,
    name: settings.certificateSecret,
    mode: settings.certificateMode,
    names: certificateNames({ service, namespace, serverNames: settings.serverName, webhookUrl }),
    isInForce: bundleInForce(connection, webhookName),
    observer: observer.certificates,
    signal: stopping,
    lifetimes: { authorityMs: settings.authorityLifetime, leafMs: settings.certificateLifetime },
    pace: {
      ...usualPace,
      checkMs: Math.min(usualPace.checkMs, settings.certificateLifetime / 20),
      settleMs: settings.authoritySettle,
      overlapMs: settings.authorityOverlap,
    },
  })
  if (opened === undefined) return { kind: 'stopped' }
  const { source, trust, controller } = opened
  tellOfCertificates(source, logger, metrics)
  return { kind: 'pair', pair: { source, trust, controllers: [controller] } }
}

async function pairOfFiles({ settings, logger, metrics }: Opening): Promise<OpenedPair> {
  const opened = await certificatesOfFiles(settings, logger, metrics)
  if (opened.kind !== 'certificates') return opened
  const { certificates: source } = opened
  const { caFile } = settings
  let pem = ''
  const readAuthorities = async () => {
    pem = caFile === undefined ? '' : await readFile(caFile, 'utf8').catch(() => pem)
  }
  await readAuthorities()
  if (caFile !== undefined && pem === '') {
    source.close()
    return { kind: 'problem', message: `--ca-file ${caFile} cannot be read, or it is empty` }
  }
  source.onChange(() => void readAuthorities())
  const trust = (): WebhookTrust => ({ kind: 'bundle', pem })
  return { kind: 'pair', pair: { source, trust, controllers: [] } }
}
