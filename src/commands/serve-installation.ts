import { readFile } from 'node:fs/promises'
import type { CertificateSource } from '../certificates/source.ts'
import { bundleInForce } from '../cluster/certificates/bundle-in-force.ts'
import { certificateNames } from '../cluster/certificates/certificate-names.ts'
import { usualPace } from '../cluster/certificates/rotation.ts'
import { secretCertificates } from '../cluster/certificates/secret-certificates.ts'
import type { Connection } from '../cluster/connection.ts'
import type { Controller } from '../cluster/controller.ts'
import { eventRecorder } from '../cluster/events/event-recorder.ts'
import { type LeaderObserver, leader, termOf } from '../cluster/lease/leader.ts'
import { ownNamespace, ownUser } from '../cluster/own-identity.ts'
import type { LiveAnswers } from '../cluster/questions/live-answers.ts'
import { reportController } from '../cluster/reports/report-controller.ts'
import { statusController } from '../cluster/status/status-controller.ts'
import { unreadableResources } from '../cluster/watch/look.ts'
import type { ClusterWatch } from '../cluster/watch/watch-cluster.ts'
import { lockoutObjection } from '../cluster/webhooks/lockout-objection.ts'
import { wantedWebhooks } from '../cluster/webhooks/wanted-webhooks.ts'
import { webhookController } from '../cluster/webhooks/webhook-controller.ts'
import {
  type ObjectStatus,
  objectStatuses,
  type WebhookServer,
  type WebhookTrust,
} from '../core/index.ts'
import type { ServeSettings } from '../settings/settings.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { observeInstallation } from '../telemetry/observe-installation.ts'
import {
  certificatesOfFiles,
  type OpenedCertificates,
  tellOfCertificates,
} from './serve-certificates.ts'
import type { Ground } from './serve-ground.ts'

/** What an installation in a cluster rests on. */
export interface Installed {
  readonly connection: Connection
  readonly watch: ClusterWatch
  readonly answer: LiveAnswers
  readonly settings: ServeSettings
  readonly logger: Logger
  readonly metrics: Metrics
}

type Part = Pick<Ground, 'openCertificates' | 'controllers' | 'onDenial'>

/**
 * A replica that belongs to a cluster: its certificate stands in a Secret, and where it leads it writes the webhook
 * configurations, the statuses of policies and the reports.
 */
export function installation(installed: Installed): Part {
  const { connection, settings, logger, metrics } = installed
  const observer = observeInstallation(logger, metrics)
  const recorder = settings.events
    ? eventRecorder(connection, { observer: observer.events, now: connection.serverTime })
    : undefined
  let place: Place | undefined
  return {
    openCertificates: async (stopping) => {
      const namespace = settings.namespace ?? (await ownNamespace())
      const opened = await openPair({ ...installed, namespace, observer, stopping })
      if (opened.kind !== 'pair') return opened
      const user = await ownUser(connection, stopping)
      place = { namespace, user, pair: opened.pair }
      const { source, trust } = opened.pair
      const authorities = () => bundleOf(trust())
      return { kind: 'certificates', certificates: source, authorities }
    },
    controllers: () => {
      if (place === undefined) throw new Error('an installation works before it has a certificate')
      const leading = leadingControllers(installed, place, observer)
      return [
        leader(connection, leaseOf(settings, place, observer.leader), leading),
        ...(recorder === undefined ? [] : [recorder.controller]),
      ]
    },
    ...(recorder === undefined ? {} : { onDenial: recorder.record }),
  }
}

function bundleOf(trust: WebhookTrust | undefined): string | undefined {
  return trust?.kind === 'bundle' ? trust.pem : undefined
}

type Observer = ReturnType<typeof observeInstallation>

/** The certificate that is served, whom the webhook configurations trust for it, and what renews it. */
interface Pair {
  readonly source: CertificateSource
  readonly trust: () => WebhookTrust | undefined
  readonly controllers: readonly Controller[]
}

/** Where an installation is, and as whom. */
interface Place {
  readonly namespace: string
  readonly user: string
  readonly pair: Pair
}

interface Opening extends Installed {
  readonly namespace: string
  readonly observer: Observer
  readonly stopping: AbortSignal
}

type OpenedPair =
  | { readonly kind: 'pair'; readonly pair: Pair }
  | Exclude<OpenedCertificates, { readonly kind: 'certificates' }>

async function openPair(opening: Opening): Promise<OpenedPair> {
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

function leaseOf(settings: ServeSettings, { namespace }: Place, observer: LeaderObserver) {
  return { namespace, name: settings.lease, term: termOf(settings.leaseDuration), observer }
}

function leadingControllers(
  installed: Installed,
  place: Place,
  observer: Observer,
): readonly Controller[] {
  const { connection, watch, settings, answer } = installed
  const { namespace, pair } = place
  const { webhookName: name, webhookTimeout, scanInterval } = settings
  return [
    ...pair.controllers,
    webhookController(connection, {
      wanted: wantedWebhooks(watch.snapshot, surroundingsOf(settings, place)),
      trust: pair.trust,
      name,
      namespace,
      server: serverOf(settings, namespace),
      timeoutSeconds: webhookTimeout / 1000,
      objection: lockoutObjection(connection, {
        snapshot: watch.snapshot,
        exemptNamespaces: [namespace, ...settings.exemptNamespace],
      }),
      observer: observer.webhooks,
    }),
    statusController(connection, {
      statuses: statusesOf(installed),
      onChange: watch.onChange,
      observer: observer.statuses,
    }),
    ...(scanInterval === 0
      ? []
      : [
          reportController(connection, {
            snapshot: watch.snapshot,
            answer,
            observer: observer.reports,
            everyMs: scanInterval,
            perSecond: settings.scanRate,
            now: connection.serverTime,
          }),
        ]),
  ]
}

function surroundingsOf({ exemptNamespace: exemptNamespaces }: ServeSettings, place: Place) {
  const { namespace, user: ownUser } = place
  return { namespace, exemptNamespaces, ...(ownUser === '' ? {} : { ownUser }) }
}

function serverOf({ webhookUrl, service }: ServeSettings, namespace: string): WebhookServer {
  return webhookUrl === undefined
    ? { kind: 'service', namespace, name: service }
    : { kind: 'url', url: webhookUrl }
}

function statusesOf({ connection, watch, settings }: Installed): () => Iterable<ObjectStatus> {
  const find = objectStatuses()
  return () => {
    const snapshot = watch.snapshot()
    if (snapshot === undefined) return []
    const objects = watch.policyObjects().map(({ object }) => object)
    return find(objects, {
      snapshot,
      exemptionNamespaces: settings.exemptionNamespace,
      time: connection.serverTime().toISOString(),
      unreadable: unreadableResources(watch),
    })
  }
}
