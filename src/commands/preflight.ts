import type { CheckResult, PreflightPlace } from '../cluster/preflight/check.ts'
import {
  type JsonObject,
  type Lockout,
  lockouts,
  printProblem,
  type Snapshot,
} from '../core/index.ts'
import { inClusterSettings } from '../settings/in-cluster-settings.ts'
import { choice, one } from '../settings/parse.ts'
import type { SettingsOf, SettingsTable } from '../settings/setting.ts'
import { clusterSettings } from './cluster-settings.ts'
import { clusterSnapshot } from './cluster-snapshot.ts'
import type { Io } from './command.ts'
import type { LiveSnapshot, SnapshotRequest } from './live-snapshot.ts'
import { commandWithSettings } from './with-settings.ts'
import { withSnapshot } from './with-snapshot.ts'
import { writeLines } from './write.ts'

const preflightSettings = {
  ...clusterSettings,
  namespace: inClusterSettings.namespace,
  exemptNamespace: inClusterSettings.exemptNamespace,
  webhookName: inClusterSettings.webhookName,
  certificateSecret: inClusterSettings.certificateSecret,
  lease: inClusterSettings.lease,
  output: one(choice('FORMAT', ['text', 'json'] as const), 'text', 'Form of the results.'),
} as const satisfies SettingsTable

type PreflightSettings = SettingsOf<typeof preflightSettings>

const form = {
  name: 'preflight',
  summary: 'What would keep the server, or the cluster, from working: asked before it does.',
  settings: preflightSettings,
  examples: [
    'Sends what every cluster needs (network, names, volumes, nodes) through the policies, and tells what they',
    'would lock out; of workloads there are examples. With --cluster those that run there take their place,',
    'policies that --policies names stand beside those of the cluster, and it is asked: release, clock, rights of whoever asks, whether the webhooks trust the certificate',
    'and leave the own Pods alone. A line begins with + where all is well, ! for a warning, - for a problem.',
    'Exit code 1: policies or the cluster cannot be read. 2: something would not work. 0: otherwise.',
    '',
    '  sallyport preflight --policies policies',
    '  sallyport preflight --cluster --exempt-namespace calico-system --output json',
  ].join('\n'),
}

/** `sallyport preflight`: every check in a line, with what to do where it fails. */
export const preflight = commandWithSettings(form, runPreflight)

async function runPreflight(
  settings: PreflightSettings,
  _: readonly string[],
  io: Io,
  origins: Readonly<Record<string, string>>,
): Promise<number> {
  const request = { settings, origins, io, time: new Date().toISOString(), asServer: true }
  return settings.cluster
    ? inCluster(request)
    : withSnapshot(request, (loaded) => overPolicies(loaded, request))
}

type PreflightRequest = SnapshotRequest & { readonly settings: PreflightSettings }

async function overPolicies(loaded: LiveSnapshot, request: PreflightRequest): Promise<number> {
  if (!(await isReadable(loaded, request.io))) return 1
  return tell(lockoutResults(loaded.snapshot, undefined, request), request)
}

async function isReadable({ problems }: LiveSnapshot, io: Io): Promise<boolean> {
  const errors = problems.filter(({ severity }) => severity === 'error')
  await writeLines(io.stderr, errors.map(printProblem))
  return errors.length === 0
}

async function inCluster(request: PreflightRequest): Promise<number> {
  const { readingCluster } = await import('./with-cluster.ts')
  const { settings } = request
  const place: PreflightPlace = { ...settings, namespace: ownNamespace(settings) }
  return readingCluster(request, async (cluster) => {
    const results = await cluster.preflight(place)
    try {
      const { snapshot } = await clusterSnapshot(cluster, request)
      const left = ['kube-node-lease', place.namespace, ...settings.exemptNamespace]
      const workloads = await cluster.workloadsOutside(left)
      const found = lockoutResults(snapshot, workloads, request)
      const unlisted = workloads === undefined ? [notListed] : []
      return await tell([...results, ...unlisted, ...found], request)
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ClusterError') throw error
      const { message } = error
      return tell([...results, { check: 'lockout', outcome: 'problem', message }], request)
    }
  })
}

const notListed: CheckResult = {
  check: 'lockout',
  outcome: 'warning',
  message: 'which DaemonSets and Deployments run may not be listed: examples take their place',
}

function lockoutResults(
  snapshot: Snapshot,
  objects: readonly JsonObject[] | undefined,
  { settings, time }: PreflightRequest,
): readonly CheckResult[] {
  const exemptNamespaces = [ownNamespace(settings), ...settings.exemptNamespace]
  const found = lockouts(snapshot, {
    ...{ time, exemptNamespaces },
    ...(objects === undefined ? {} : { objects }),
  })
  const { length } = snapshot.policySet.policies
  return found.length === 0
    ? [
        {
          check: 'lockout',
          outcome: 'ok',
          message: `${length} ${length === 1 ? 'policy locks' : 'policies lock'} nothing out`,
        },
      ]
    : found.map(lockoutResult)
}

function lockoutResult(lockout: Lockout): CheckResult {
  const { kind, what, object, namespace, policyKind, policy, message, isExample } = lockout
  const isRefused = kind === 'refused'
  const verb = isRefused ? 'is refused by' : 'waits for'
  const leaveOut = namespace === '' ? '' : `--exempt-namespace ${namespace}, or `
  return {
    check: 'lockout',
    outcome: isRefused && !isExample ? 'problem' : 'warning',
    message: `${what}: ${isExample ? 'an example, ' : ''}${object} ${verb} ${policyKind} ${policy}: ${message}`,
    remedy: `${leaveOut}let the policy match less${isRefused ? '' : ', or failurePolicy: Ignore'}`,
  }
}

function ownNamespace({ namespace }: PreflightSettings): string {
  return namespace ?? 'sallyport'
}

const signs = { ok: '+', warning: '!', problem: '-' } as const

async function tell(
  results: readonly CheckResult[],
  { settings, io }: PreflightRequest,
): Promise<number> {
  await writeLines(io.stdout, settings.output === 'json' ? [printed(results)] : results.map(line))
  return results.some(({ outcome }) => outcome === 'problem') ? 2 : 0
}

function line({ check, outcome, message, remedy }: CheckResult): string {
  return `${signs[outcome]} ${check}: ${message}${remedy === undefined ? '' : `; ${remedy}`}`
}

function printed(results: readonly CheckResult[]): string {
  const checks = results.map(({ remedy, ...result }) => ({ ...result, remedy: remedy ?? null }))
  return JSON.stringify({ checks }, null, 2)
}
