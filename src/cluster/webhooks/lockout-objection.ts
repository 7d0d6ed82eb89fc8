import { setImmediate } from 'node:timers/promises'
import {
  type JsonObject,
  type Lockout,
  lockoutsInSteps,
  type Snapshot,
  valueAt,
} from '../../core/index.ts'
import type { Connection } from '../connection.ts'
import { runningWorkloads } from '../preflight/preflight.ts'

export interface LockoutObjectionOptions {
  readonly snapshot: () => Snapshot | undefined
  /** The own one and those that are left out, beside those of the system. */
  readonly exemptNamespaces: readonly string[]
  /** How long an answer counts while the policies stay; 30 s. */
  readonly againMs?: number
}

/**
 * Why webhooks must not fail closed: a policy that does would keep something from the cluster that it lives on. Of what runs, that
 * is what its priority calls critical. Asked at most every 30 s while the policies stay, in steps that let requests pass.
 */
export function lockoutObjection(
  connection: Connection,
  { snapshot, exemptNamespaces, againMs = 30_000 }: LockoutObjectionOptions,
): () => Promise<string | undefined> {
  let last:
    | { readonly of: Snapshot['policySet']; readonly at: number; readonly why?: string }
    | undefined
  return async () => {
    const newest = snapshot()
    if (newest === undefined) return 'the policies are not known yet'
    const { policySet: of } = newest
    if (last?.of === of && performance.now() - last.at < againMs) return last.why
    const running = await runningCritical(connection, exemptNamespaces)
    const time = connection.serverTime().toISOString()
    const found = await firstOf(newest, { time, objects: running, exemptNamespaces })
    last = { of, at: performance.now(), ...(found === undefined ? {} : { why: sentence(found) }) }
    return last.why
  }
}

/** Nothing where it may not be listed: reports are not wanted then, and the right to it is not there. */
async function runningCritical(
  connection: Connection,
  left: readonly string[],
): Promise<readonly JsonObject[]> {
  const workloads = (await runningWorkloads(connection, left)) ?? []
  return workloads.filter(isCritical)
}

/** https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/#marking-pod-as-critical */
const criticalPriorities = ['system-cluster-critical', 'system-node-critical']

function isCritical(object: JsonObject): boolean {
  const priority = valueAt(object, ['spec', 'template', 'spec', 'priorityClassName'])
  return criticalPriorities.includes(String(priority ?? ''))
}

async function firstOf(
  snapshot: Snapshot,
  options: Parameters<typeof lockoutsInSteps>[1],
): Promise<Lockout | undefined> {
  const closing = new Set(
    snapshot.policySet.policies
      .filter(({ policy }) => policy.failurePolicy === 'Fail')
      .map(({ policy }) => `${policy.kind} ${policy.name}`),
  )
  for (const found of lockoutsInSteps(snapshot, options)) {
    const first = found.find(({ policyKind, policy }) => closing.has(`${policyKind} ${policy}`))
    if (first !== undefined) return first
    await setImmediate()
  }
  return undefined
}

function sentence({ kind, what, object, policyKind, policy, message }: Lockout): string {
  const verb = kind === 'refused' ? 'would be refused by' : 'would wait for'
  return `${what}: ${object} ${verb} ${policyKind} ${policy}: ${message}; sallyport preflight --cluster tells all of them`
}
