import { openCertificates, readAuthorities } from '../certificates/open.ts'
import { authorityFile } from '../certificates/self-signed.ts'
import type { CertificateSource } from '../certificates/source.ts'
import { validityOf } from '../certificates/validity.ts'
import { answerWithoutCluster } from '../server/answer-without-cluster.ts'
import { buildServer } from '../server/build-server.ts'
import { buildHealthServer, buildMetricsServer } from '../server/build-side-servers.ts'
import { certificateCheck, policiesCheck, shutdownCheck } from '../server/checks.ts'
import { createShutdown, drain } from '../server/drain.ts'
import { listenAll } from '../server/listen.ts'
import { isError, openPolicies, type Policies } from '../server/policies.ts'
import { printSettingProblem } from '../settings/problem.ts'
import { readCommandLine } from '../settings/read.ts'
import { checkServeSettings, type ServeSettings, serveSettings } from '../settings/settings.ts'
import { createLogger, type Logger } from '../telemetry/logger.ts'
import { addStateGauges, createMetrics, type Metrics } from '../telemetry/metrics.ts'
import { observeAdmission } from '../telemetry/observe-admission.ts'
import { observeCertificates } from '../telemetry/observe-certificates.ts'
import { observePolicies } from '../telemetry/observe-policies.ts'
import type { Command, Io } from './command.ts'
import { openAdmin } from './serve-admin.ts'
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
  const { settings, origins } = line
  const version = await sallyportVersion()
  const logger = createLogger({ level: settings.logLevel, destination: io.stdout })
  const signal = stopSignal()
  logger.info(
    { event_type: 'starting', version, node: process.version, settings, origins },
    'sallyport starts',
  )
  const started = await start(settings, logger, createMetrics(version))
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

type Problem = { readonly kind: 'problem'; readonly message: string }
type Started = Problem | { readonly kind: 'started'; readonly stop: () => Promise<void> }

/** What the server rests on is opened, the server is built on it, and then it listens. */
async function start(settings: ServeSettings, logger: Logger, metrics: Metrics): Promise<Started> {
  const opened = await open(settings, logger, metrics)
  if (opened.kind === 'problem') return opened
  const { policies, certificates } = opened
  const shutdown = createShutdown()
  const openedAdmin = openAdmin(settings, certificates)
  if (openedAdmin.kind === 'problem') {
    await closeAll([policies], certificates)
    return openedAdmin
  }
  const { admin } = openedAdmin
  const webhook = buildServer({
    tls: {
      certificates,
      minVersion: `TLSv${settings.tlsMinVersion}`,
      clientAuthorities: opened.clientAuthorities,
    },
    limits: {
      bodyBytes: settings.bodyLimit,
      requestMs: settings.requestTimeout,
      keepAliveMs: settings.keepAliveTimeout,
    },
    doors: {
      snapshot: policies.snapshot,
      answerQuestions: answerWithoutCluster,
      observer: observeAdmission(logger, metrics),
      timeoutMs: settings.timeout,
      draining: shutdown.draining,
      ...(admin === undefined ? {} : { record: admin.record }),
    },
  })
  const health = buildHealthServer([
    policiesCheck(policies),
    certificateCheck(certificates, () => new Date()),
    shutdownCheck(shutdown.draining),
  ])
  addStateGauges(metrics, {
    policies: () => policies.snapshot().policySet.policies.length,
    policyProblems: () => errorsIn(policies),
    certificateExpiry: () => certificates.current().notAfter,
  })
  const sides = [
    { name: 'health', app: health, port: settings.healthPort },
    { name: 'metrics', app: buildMetricsServer(metrics.registry), port: settings.metricsPort },
    ...(admin === undefined ? [] : [{ name: 'admin', app: admin.app, port: admin.port }]),
  ]
  const stop = async () => {
    await drain(webhook, { shutdown, drainMs: settings.drain, timeoutMs: settings.shutdownTimeout })
    await closeAll([policies, ...sides.map(({ app }) => app)], certificates)
  }
  const listening = await listenAll(settings.host, [
    { name: 'webhook', app: webhook, port: settings.port },
    ...sides,
  ])
  if (listening.kind === 'problem') {
    await closeAll([policies, webhook, ...sides.map(({ app }) => app)], certificates)
    return listening
  }
  logger.info({ event_type: 'listening', ...listening.addresses }, 'sallyport serves')
  return { kind: 'started', stop }
}

interface Closable {
  readonly close: () => Promise<unknown>
}

async function closeAll(
  closables: readonly Closable[],
  certificates: CertificateSource,
): Promise<void> {
  await Promise.all(closables.map((one) => one.close()))
  certificates.close()
}

type Opened =
  | Problem
  | {
      readonly kind: 'opened'
      readonly policies: Policies
      readonly certificates: CertificateSource
      readonly clientAuthorities: string | undefined
    }

async function open(settings: ServeSettings, logger: Logger, metrics: Metrics): Promise<Opened> {
  const authorities =
    settings.clientCaFile === undefined ? undefined : await readAuthorities(settings.clientCaFile)
  if (authorities?.kind === 'problem') return authorities

  const onReading = observePolicies(logger, metrics)
  const openedPolicies = await openPolicies(settings, onReading)
  if (openedPolicies.kind === 'problem') return openedPolicies
  const { policies } = openedPolicies
  onReading(policies.lastReading())

  const { certFile, keyFile, certificatesDir: folder, serverName: names } = settings
  const watchCertificates = observeCertificates(logger, metrics)
  const openedCertificates = await openCertificates(
    { certFile, keyFile, folder, names },
    { everyMs: 10_000, onProblem: watchCertificates.failed },
  )
  if (openedCertificates.kind === 'problem') {
    await policies.close()
    return { kind: 'problem', message: openedCertificates.problem.message }
  }
  const certificates = openedCertificates.source
  watchCertificates.inUse(certificates.current(), validityOf(certificates.current(), new Date()))
  certificates.onChange((keyPair) =>
    watchCertificates.inUse(keyPair, validityOf(keyPair, new Date())),
  )
  if (certFile === undefined) {
    logger.info(
      { event_type: 'certificate_authority', file: authorityFile(folder) },
      'clients trust this file',
    )
  }
  return { kind: 'opened', policies, certificates, clientAuthorities: authorities?.pem }
}

function errorsIn(policies: Policies): number {
  const reading = policies.lastReading()
  return reading.kind === 'unreadable' ? 1 : reading.problems.filter(isError).length
}
