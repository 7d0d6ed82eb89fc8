import type { CertificateSource } from '../certificates/source.ts'
import { buildServer } from '../server/build-server.ts'
import { drain } from '../server/drain.ts'
import { listenAll } from '../server/listen.ts'
import type { Observer } from '../server/observer.ts'
import type { RequestRecord } from '../server/request-record.ts'
import { observeAdmission } from '../telemetry/observe-admission.ts'
import { runControllers } from './run-controllers.ts'
import { openAdmin } from './serve-admin.ts'
import type { Beside } from './serve-beside.ts'
import type { Ground } from './serve-ground.ts'
import {
  closeAll,
  type OpenedServer,
  type Problem,
  type Start,
  type Started,
} from './serve-start.ts'

interface Standing extends OpenedServer {
  readonly certificates: CertificateSource
  readonly beside: Exclude<Beside, Problem>
}

/** Listens once there is something to answer by; what it stands on is closed with it. */
export async function startWebhook(standing: Standing, starting: Start): Promise<Started> {
  const { ground, certificates, beside } = standing
  const { settings, logger, stopping } = starting
  const openedAdmin = openAdmin(settings, certificates)
  if (openedAdmin.kind === 'problem') {
    await closeAll([ground, ...beside.apps])
    certificates.close()
    return openedAdmin
  }
  const { admin } = openedAdmin
  const webhook = webhookOn(standing, starting, admin?.record)
  const apps = [
    { name: 'webhook', app: webhook, port: settings.port },
    ...(admin === undefined ? [] : [{ name: 'admin', app: admin.app, port: admin.port }]),
  ]
  const closeUp = async () => {
    await closeAll([ground, ...beside.apps, ...apps.map(({ app }) => app)])
    certificates.close()
  }
  const isStopped = await Promise.race([ground.first.then(() => false), stopping.then(() => true)])
  if (isStopped) return { kind: 'started', stop: closeUp }
  const listening = await listenAll(settings.host, apps)
  if (listening.kind === 'problem') {
    await closeUp()
    return listening
  }
  const endControllers = runControllers(ground.controllers(), logger)
  const addresses = { ...listening.addresses, ...beside.addresses }
  logger.info({ 'event.action': 'listening', ...addresses }, 'sallyport serves')
  const { drain: drainMs, shutdownTimeout: timeoutMs } = settings
  const stop = async () => {
    await endControllers()
    await drain(webhook, { shutdown: beside.shutdown, drainMs, timeoutMs })
    await closeUp()
  }
  return { kind: 'started', stop }
}

function webhookOn(
  { ground, certificates, clientAuthorities, beside }: Standing,
  { settings, logger, metrics }: Start,
  record: RequestRecord | undefined,
) {
  const doors = {
    answerQuestions: ground.answerQuestions,
    now: ground.now,
    observer: tellingDenials(observeAdmission(logger, metrics), ground.onDenial),
    timeoutMs: settings.timeout,
    draining: beside.shutdown.draining,
  }
  const { surroundings } = ground
  return buildServer({
    tls: { certificates, minVersion: `TLSv${settings.tlsMinVersion}`, clientAuthorities },
    limits: {
      bodyBytes: settings.bodyLimit,
      requestMs: settings.requestTimeout,
      keepAliveMs: settings.keepAliveTimeout,
    },
    doors: {
      ...doors,
      snapshot: ground.snapshot,
      ...(record === undefined ? {} : { record }),
    },
    ...(surroundings === undefined ? {} : { policyDoor: { ...doors, surroundings } }),
  })
}

function tellingDenials(observer: Observer, onDenial: Ground['onDenial']): Observer {
  if (onDenial === undefined) return observer
  return {
    ...observer,
    answered: (answered) => {
      observer.answered(answered)
      if (!answered.decision.allowed) onDenial(answered.request, answered.decision)
    },
  }
}
