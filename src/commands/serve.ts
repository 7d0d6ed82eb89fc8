import { readAuthorities } from '../certificates/open.ts'
import { printSettingProblem } from '../settings/problem.ts'
import { readCommandLine } from '../settings/read.ts'
import { checkServeSettings, type ServeSettings, serveSettings } from '../settings/settings.ts'
import { createLogger } from '../telemetry/logger.ts'
import { createMetrics } from '../telemetry/metrics.ts'
import type { Command, Io } from './command.ts'
import { startBeside } from './serve-beside.ts'
import { groundOfFiles } from './serve-ground.ts'
import {
  closeAll,
  type OpenedServer,
  type Problem,
  type Start,
  type Started,
} from './serve-start.ts'
import { startWebhook } from './serve-webhook.ts'
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
    {
      'event.action': 'starting',
      'service.version': version,
      node: process.version,
      settings,
      origins,
    },
    'sallyport starts',
  )
  const metrics = createMetrics(version)
  const started = await start({ settings, logger, metrics, stopping: signal })
  if (started.kind === 'problem') {
    logger.error({ 'event.action': 'start_failed' }, started.message)
    io.stderr.write(`sallyport serve: ${started.message}\n`)
    return 1
  }
  logger.info(
    { 'event.action': 'stopping', signal: await signal },
    'draining; a second signal ends it at once',
  )
  await started.stop()
  logger.info({ 'event.action': 'stopped' }, 'sallyport ends')
  return 0
}

/** Beside a cluster stand only the files that somebody named. */
function withoutUsualFiles(
  settings: ServeSettings,
  { policies }: Readonly<Record<string, string>>,
): ServeSettings {
  return settings.cluster && policies === 'default' ? { ...settings, policies: [] } : settings
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
