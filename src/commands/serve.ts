import { readAuthorities } from '../certificates/open.ts'
import type { CertificateSource } from '../certificates/source.ts'
import { buildServer } from '../server/build-server.ts'
import { buildHealthServer, buildMetricsServer } from '../server/build-side-servers.ts'
import { shutdownCheck } from '../server/checks.ts'
import { createShutdown, drain } from '../server/drain.ts'
import { listenAll } from '../server/listen.ts'
import type { Observer } from '../server/observer.ts'
import type { RequestRecord } from '../server/request-record.ts'
import { printSettingProblem } from '../settings/problem.ts'
import { readCommandLine } from '../settings/read.ts'
import { checkServeSettings, type ServeSettings, serveSettings } from '../settings/settings.ts'
import { createLogger, type Logger } from '../telemetry/logger.ts'
import { addStateGauges, createMetrics, type Metrics } from '../telemetry/metrics.ts'
import { observeAdmission } from '../telemetry/observe-admission.ts'
import type { Command, Io } from './command.ts'
import { runControllers } from './run-controllers.ts'
import { openAdmin } from './serve-admin.ts'
import { certificateChecks, type Served } from './serve-certificates.ts'
import { type Ground, groundOfFiles } from './serve-ground.ts'
import { stopSignal } from './stop-signal.ts'
import { sallyportVersion } from './version.ts'

const examples = `With policies in ./policies and a certificate of its own in ./certs:
  sallyport serve
In a cluster, with a mounted certificate:
  sallyport serve --policies /policies --cert-file /tls/tls.crt --key-file /tls/tls.key`

const form = {
  name: 'serve',
  summary: 'Answer AdmissionReviews over HTTPS, at /validate and /mutate.',
  settings: serveSettings,
  check: checkServeSettings,
  examples,
} as const

/** The webhook server: answers until it is told to stop. Exit code 1 where it cannot start. */
export const serve: Command = { form, run }

async function run(argv: readonly string[], io: Io): Promise<number> {
  const line = await readCommandLine(form, argv)
  if (line.kind === 'help') {
    io.stdout.write(line.text)
    return 0
  }
  if (line.kind === 'problems') {
    for (const problem of line.problems) io.stderr.write(`${printSettingProblem(problem)}\n`)
    return 1
  }
  const { origins } = line
  const settings = withoutUsualFiles(line.settings, origins)
  const version = await sallyportVersion()
  const logger = createLogger({ level: settings.logLevel, destination: io.stdout })
  const signal = stopSignal()
  logger.info(
    { event_type: 'starting', version, node: process.version, settings, origins },
    'sallyport starts',
  )
  const metrics = createMetrics(version)
  const started = await start({ settings, logger, metrics, stopping: signal })
  if (started.kind === 'problem') {
    logger.error({ event_type: 'start_failed' }, started.message)
    io.stderr.write(`sallyport serve: ${started.message}\n`)
    return 1
  }
  logger.info(
    { event_type: 'stopping', signal: await signal },
    'draining; a second signal ends it at once',
  )
  await started.stop()
  logger.info({ event_type: 'stopped' }, 'sallyport ends')
  return 0
}

/** Beside a cluster stand only the files that somebody named. */
function withoutUsualFiles(
  settings: ServeSettings,
  { policies }: Readonly<Record<string, string>>,
): ServeSettings {
  return settings.cluster && policies === 'default' ? { ...settings, policies: [] } : settings
}

type Problem = { readonly kind: 'problem'; readonly message: string }
type Started = Problem | { readonly kind: 'started'; readonly stop: () => Promise<void> }

interface Start {
  readonly settings: ServeSettings
  readonly logger: Logger
  readonly metrics: Metrics
  /** Told to stop before it answers, it need not wait for what it rests on. */
  readonly stopping: Promise<unknown>
}

/** What the server rests on is opened, the server is built on it, and it listens once it can answer. */
async function start(starting: Start): Promise<Started> {
  const opened = await openGround(starting)
  if (opened.kind === 'problem') return opened
  const beside = await startBeside(opened, starting)
  if (beside.kind === 'problem') {
    await opened.ground.close()
    return beside
  }
  const stopping = new AbortController()
  void starting.stopping.then(() => stopping.abort())
  const certificates = await opened.ground.openCertificates(stopping.signal)
  if (certificates.kind !== 'certificates') {
    await closeAll([opened.ground, ...beside.apps])
    return certificates.kind === 'problem'
      ? certificates
      : { kind: 'started', stop: () => Promise.resolve() }
  }
  beside.serve(certificates)
  return startWebhook({ ...opened, ...certificates, beside }, starting)
}

type Beside =
  | Problem
  | {
      readonly kind: 'beside'
      readonly apps: readonly Closable[]
      readonly addresses: Readonly<Record<string, string>>
      readonly shutdown: ReturnType<typeof createShutdown>
      /** The checks know the certificate from now on. */
      readonly serve: (served: Served) => void
    }

/** Health and metrics answer from the beginning, also while the cluster is waited for. */
async function startBeside(
  { ground }: OpenedServer,
  { settings, metrics }: Start,
): Promise<Beside> {
  let served: Served | undefined
  const shutdown = createShutdown()
  const health = buildHealthServer([
    ...ground.checks,
    ...certificateChecks(() => served, ground.now),
    shutdownCheck(shutdown.draining),
  ])
  addStateGauges(metrics, {
    policies: ground.policies,
    policyProblems: ground.problems,
    certificateExpiry: () => served?.certificates.current().notAfter,
  })
  const apps = [
    { name: 'health', app: health, port: settings.healthPort },
    { name: 'metrics', app: buildMetricsServer(metrics.registry), port: settings.metricsPort },
  ]
  const listening = await listenAll(settings.host, apps)
  if (listening.kind === 'problem') {
    await closeAll(apps.map(({ app }) => app))
    return listening
  }
  return {
    kind: 'beside',
    apps: apps.map(({ app }) => app),
    addresses: listening.addresses,
    shutdown,
    serve: (certificates) => {
      served = certificates
    },
  }
}

interface Standing extends OpenedServer {
  readonly certificates: CertificateSource
  readonly beside: Exclude<Beside, Problem>
}

async function startWebhook(standing: Standing, starting: Start): Promise<Started> {
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
  logger.info({ event_type: 'listening', ...addresses }, 'sallyport serves')
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

interface Closable {
  readonly close: () => Promise<unknown>
}

async function closeAll(closables: readonly Closable[]): Promise<void> {
  await Promise.all(closables.map((one) => one.close()))
}

interface OpenedServer {
  readonly ground: Ground
  readonly clientAuthorities: string | undefined
}

type Opened = Problem | ({ readonly kind: 'opened' } & OpenedServer)

async function openGround({ settings, logger, metrics }: Start): Promise<Opened> {
  const authorities =
    settings.clientCaFile === undefined ? undefined : await readAuthorities(settings.clientCaFile)
  if (authorities?.kind === 'problem') return authorities
  const open = settings.cluster
    ? (await import('./serve-cluster.ts')).groundOfCluster
    : groundOfFiles
  const opened = await open(settings, logger, metrics)
  if (opened.kind === 'problem') return opened
  return { kind: 'opened', ground: opened.ground, clientAuthorities: authorities?.pem }
}
