import type { JsonObject } from '../../core/index.ts'
import { ClusterError, isRefusal } from '../cluster-error.ts'
import type { Connection } from '../connection.ts'
import type { ServedResource } from '../discovery.ts'
import { listPages } from '../list-objects.ts'
import { certificateChain } from './certificate-chain.ts'
import type { Check, CheckGround, CheckResult } from './check.ts'
import { clock } from './clock.ts'
import { ownPods } from './own-pods.ts'
import { permissions } from './permissions.ts'
import { release } from './release.ts'

const checks: readonly Check[] = [release, clock, permissions, certificateChain, ownPods]

/** What every check found, in their order; none begins after the signal. What cannot be checked is a problem. */
export async function preflightChecks(
  ground: CheckGround,
  signal?: AbortSignal,
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = []
  for (const { name, run } of checks) {
    if (signal?.aborted === true) break
    const found = await run(ground).catch((error: unknown) => [unchecked(error)])
    results.push(...found.map((one) => ({ check: name, ...one })))
  }
  return results
}

function unchecked(error: unknown): Omit<CheckResult, 'check'> {
  if (!(error instanceof ClusterError)) throw error
  return { outcome: 'problem', message: `it cannot be checked: ${error.message}` }
}

/** Every cluster serves them. */
const systemKinds: readonly ServedResource[] = ['DaemonSet', 'Deployment'].map((kind) => ({
  group: 'apps',
  version: 'v1',
  apiVersion: 'apps/v1',
  resource: `${kind.toLowerCase()}s`,
  kind,
  namespaced: true,
  verbs: ['list'],
}))
const most = 2_000

/** The DaemonSets and Deployments that run outside of these namespaces, up to 2,000; undefined where they may not be listed. */
export async function runningWorkloads(
  connection: Connection,
  left: readonly string[],
): Promise<readonly JsonObject[] | undefined> {
  try {
    return await listWorkloads(connection, left)
  } catch (error) {
    if (isRefusal(error, 403)) return undefined
    throw error
  }
}

async function listWorkloads(
  connection: Connection,
  left: readonly string[],
): Promise<readonly JsonObject[]> {
  const found: JsonObject[] = []
  for (const resource of systemKinds) {
    for await (const { objects } of listPages(connection, resource)) {
      found.push(...objects.filter((object) => !left.includes(namespaceOf(object))))
      if (found.length >= most) return found.slice(0, most)
    }
  }
  return found
}

function namespaceOf({ metadata }: JsonObject): string {
  return String((metadata as JsonObject)['namespace'] ?? '')
}
