import type { Connection } from '../cluster/connection.ts'
import type { Controller } from '../cluster/controller.ts'
import { eventRecorder } from '../cluster/events/event-recorder.ts'
import { type LeaderObserver, leader, termOf } from '../cluster/lease/leader.ts'
import { ownNamespace, ownUser } from '../cluster/own-identity.ts'
import { preflightAtStart } from '../cluster/preflight/at-start.ts'
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
import type { Ground } from './serve-ground.ts'
import { openPair, type Pair } from './serve-pair.ts'

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

/** Where an installation is, and as whom. */
interface Place {
  readonly namespace: string
  readonly user: string
  readonly pair: Pair
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
  const { webhookName: name, webhookTimeout, scanInterval, certificateSecret, lease } = settings
  return [
    preflightAtStart(connection, {
      place: { namespace, webhookName: name, certificateSecret, lease },
      now: () => new Date(),
      observer: observer.preflight,
    }),
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
