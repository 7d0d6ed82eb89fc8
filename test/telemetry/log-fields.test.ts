import { readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { latestKubernetesVersion } from '#src/core/index.ts'
import { openPolicies } from '#src/server/policies.ts'
import { type LogField, logFields } from '#src/telemetry/log-fields.ts'
import { createLogger } from '#src/telemetry/logger.ts'
import { createMetrics } from '#src/telemetry/metrics.ts'
import { observeAdmission } from '#src/telemetry/observe-admission.ts'
import { observeCertificates } from '#src/telemetry/observe-certificates.ts'
import { observeCluster } from '#src/telemetry/observe-cluster.ts'
import { observeInstallation } from '#src/telemetry/observe-installation.ts'
import { observePolicies } from '#src/telemetry/observe-policies.ts'
import { capture } from '#test/support/capture.ts'
import { noLatestTag, teamLabel } from '#test/support/policies.ts'
import { admissionReview, pod } from '#test/support/review.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { waitFor } from '#test/support/wait-for.ts'
import { startWebhook } from '#test/support/webhook.ts'

type Line = Readonly<Record<string, unknown>>

function logging() {
  const { stream, text } = capture()
  const lines = (): readonly Line[] =>
    text()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  const metrics = createMetrics('1.2.3')
  return { logger: createLogger({ level: 'debug', destination: stream }), metrics, lines }
}

const fields = new Map(logFields.map((field) => [field.name, field]))

function faultsOf(line: Line): readonly string[] {
  const faults = Object.entries(line).flatMap(([name, value]) => {
    const field = fields.get(name)
    if (field === undefined) return [`${name} is no field`]
    return hasType(value, field) ? [] : [`${name} is no ${field.type}: ${JSON.stringify(value)}`]
  })
  const missing = ['@timestamp', 'log.level', 'ecs.version', 'service.name', 'event.action']
  return [...faults, ...missing.filter((name) => !Object.hasOwn(line, name))]
}

function hasType(value: unknown, { type, isList, ...field }: LogField): boolean {
  if (isList) {
    return Array.isArray(value) && value.every((one) => hasType(one, { ...field, type }))
  }
  switch (type) {
    case 'keyword':
    case 'text':
      return typeof value === 'string'
    case 'long':
      return Number.isInteger(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'date':
      return typeof value === 'string' && new Date(value).toISOString() === value
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'nested':
      return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null)
  }
}

const warns = noLatestTag.replace('[Deny]', '[Warn]').replace(': no-latest-tag', ': warns')
const fails = noLatestTag
  .replace(': no-latest-tag', ': fails')
  .replace(/expression: .*/, 'expression: object.metadata.labels.missing == "a"')
  .replace('resources: [pods]', 'resources: [services]')
const latest = { ...pod, spec: { containers: [{ name: 'app', image: 'nginx:latest' }] } }

async function linesOfAServer(): Promise<readonly Line[]> {
  const { logger, metrics, lines } = logging()
  const observer = observeAdmission(logger, metrics)
  const policies = [noLatestTag, teamLabel, warns, fails].join('---')
  const limits = { bodyBytes: 10_000 }
  const webhook = await startWebhook({ policies, limits, doors: { observer } })
  await webhook.post('/validate', admissionReview({ object: latest }))
  await webhook.post('/mutate', admissionReview())
  const resource = { group: '', version: 'v1', resource: 'services' }
  const kind = { group: '', version: 'v1', kind: 'Service' }
  const service = { resource, requestResource: resource, kind, requestKind: kind }
  await webhook.post('/validate', admissionReview(service))
  await webhook.post('/validate', 'no review')
  await webhook.post('/validate', 'x'.repeat(20_000))
  await webhook.post('/nowhere', '{}')
  const bad = connect(webhook.port, '127.0.0.1', () => bad.write('GET / HTTP/1.1\r\n\r\n'))
  bad.on('error', () => undefined)
  onTestFinished(() => void bad.destroy())
  await waitFor(() => lines().find((line) => line['event.action'] === 'tls_error'))
  observer.failed('validate', new Error('outer', { cause: new TypeError('inner') }))
  return lines()
}

async function linesOfReloads(): Promise<readonly Line[]> {
  const { logger, metrics, lines } = logging()
  const folder = await temporaryFolder({ 'p/a.yaml': noLatestTag })
  const paths = {
    policies: [join(folder, 'p')],
    context: [],
    kubernetesVersion: latestKubernetesVersion,
    exemptionNamespace: [],
  }
  const told = observePolicies(logger, metrics)
  const opened = await openPolicies(paths, told)
  if (opened.kind === 'problem') throw new Error(opened.message)
  onTestFinished(opened.policies.close)
  told(opened.policies.lastReading())
  const seen = (action: string) => () => lines().find((line) => line['event.action'] === action)
  await writeFile(join(folder, 'p/a.yaml'), noLatestTag.replace('validations', 'validation'))
  await waitFor(seen('policies_kept'))
  await rm(join(folder, 'p'), { recursive: true })
  await waitFor(seen('policies_unreadable'))
  return lines()
}

/** What only a cluster makes servers say. */
function linesOfClusters(): readonly Line[] {
  const { logger, metrics, lines } = logging()
  const { inUse, failed } = observeCertificates(logger, metrics)
  inUse({ subject: 'CN=a', names: ['a', 'b'], notAfter: new Date(0) }, { kind: 'valid' })
  failed({ code: 'not-a-key', message: 'tls.key holds no PEM private key' })
  const cluster = observeCluster(logger, metrics)
  const pods = { resource: { resource: 'pods', group: '' } }
  cluster.listed(pods, 3)
  cluster.failed(pods, new Error('the connection was refused'), 12.5)
  cluster.broken(new Error('a bug'))
  const beside = observeInstallation(logger, metrics)
  beside.certificates.problem({ code: 'no-key', message: 'there is no key' })
  beside.certificates.written('authority')
  beside.certificates.failed('the cluster is gone')
  beside.leader.acquired(2)
  beside.leader.lost('the lease is over')
  beside.leader.follows('another')
  beside.webhooks.wrote('validating', 'created', true)
  beside.webhooks.gate({ kind: 'open', why: 'too early' })
  beside.statuses.statusFailed('no')
  beside.reports.scanned('pods', 3, 12.3)
  beside.reports.unscanned([{ policyKind: 'ValidatingRule', policy: 'a', why: 'it asks who' }])
  beside.reports.written({ written: 1, removed: 2, unchanged: 3 })
  beside.reports.reports(false)
  beside.preflight.checked([
    { check: 'rights', outcome: 'problem', message: 'a right is missing', remedy: 'give it' },
  ])
  return lines()
}

/** What `serve` and what it runs say themselves; test/server/serve.test.ts sees that they do. */
const otherFields = [
  ['service.version', 'node', 'settings', 'origins', 'signal', 'file.path', 'controller'],
  ['webhook', 'admin', 'health', 'metrics'],
].flat()

test('every field of every line is one of the table, and of its type', async () => {
  const lines = [...(await linesOfAServer()), ...(await linesOfReloads()), ...linesOfClusters()]
  expect(lines.flatMap(faultsOf)).toEqual([])
  const actions = new Set(lines.map((line) => line['event.action']))
  expect([...actions]).toEqual(
    expect.arrayContaining([
      'admission_denied',
      'admission_mutated',
      'admission_failed',
      'bad_request',
      'tls_error',
      'policy_problem',
    ]),
  )
  const used = new Set([...lines.flatMap((line) => Object.keys(line)), ...otherFields])
  expect(logFields.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([])
})

test('the page has the table', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/observability.md'), 'utf8')
  const rows = logFields.map(
    ({ name, type, isList, meaning }) =>
      `| \`${name}\` | ${isList ? 'list of ' : ''}${type} | ${meaning} |`,
  )
  const heading = '| field | type | |'
  expect(page.slice(page.indexOf(heading)).split('\n\n')[0]).toEqual(
    [heading, '|---|---|---|', ...rows].join('\n'),
  )
})
