import {
  createSnapshot,
  type DeclaredWorkload,
  expiredExemptions,
  type KubernetesVersion,
  type LoadedPolicies,
  loadPolicies,
  type Problem,
  type Snapshot,
  type SourceText,
  typeProblemsOf,
} from '../core/index.ts'
import { readPolicyTexts } from '../files/read-policies.ts'
import { type Origin, readTexts } from '../files/read-sources.ts'

/** What stands in for a cluster. */
export interface ClusterPaths extends SnapshotOptions {
  readonly policies: readonly string[]
  readonly context: readonly string[]
}

/** How a snapshot is made, whatever it is made of. */
export interface SnapshotOptions {
  readonly kubernetesVersion: KubernetesVersion
  /** The namespaces whose PolicyExemptions count. */
  readonly exemptionNamespace: readonly string[]
  /** Kinds that create Pods, beside those that are known. */
  readonly podTemplate: readonly DeclaredWorkload[]
}

export interface LoadedSnapshot {
  readonly snapshot: Snapshot
  /** Warnings, and errors: with one of these nothing should be judged. */
  readonly problems: readonly Problem[]
  /** Those of them that say that a path or the context cannot be read, or that there is no policy. */
  readonly inputProblems: readonly Problem[]
  /** The others: what the policies have wrong. */
  readonly policyProblems: readonly Problem[]
}

/** The snapshot of the policies and the context that stand in files, as it is at the time (RFC 3339). */
export async function loadSnapshot(
  paths: ClusterPaths,
  origin: Origin,
  time: string,
): Promise<LoadedSnapshot> {
  const policies = await readPolicyTexts(paths.policies, origin)
  const context = await readTexts(paths.context, origin)
  const loaded = {
    policies: loadPolicies(policies.texts, paths),
    context: context.texts,
    unread: [...policies.problems, ...context.problems],
    source: paths.policies.join(', '),
  }
  return snapshotOf(loaded, paths, time)
}

/** What a snapshot is made of. */
export interface SnapshotTexts {
  readonly policies: LoadedPolicies
  readonly context: readonly SourceText[]
  /** What of it could not be read. */
  readonly unread: readonly Problem[]
  /** Where the policies were looked for. */
  readonly source: string
}

/** The snapshot of what was read, as it is at the time (RFC 3339). */
export function snapshotOf(
  { policies: loaded, context, unread: paths, source }: SnapshotTexts,
  { kubernetesVersion, exemptionNamespace, podTemplate }: SnapshotOptions,
  time: string,
): LoadedSnapshot {
  const created = createSnapshot({
    policies: loaded.policies,
    podSecurity: loaded.podSecurity,
    context,
    kubernetesVersion,
    exemptionNamespaces: exemptionNamespace,
    podTemplates: podTemplate,
  })
  const isEmpty = loaded.podSecurity === undefined && loaded.policies.policies.length === 0
  const isTold = [...paths, ...loaded.problems].some(({ severity }) => severity === 'error')
  const none = isEmpty && !isTold ? [noPolicies(source)] : []
  const expired = expiredExemptions(created.snapshot, time)
  const types = typeProblemsOf(created.snapshot)
  return {
    snapshot: created.snapshot,
    problems: [...paths, ...loaded.problems, ...none, ...created.problems, ...expired, ...types],
    inputProblems: [
      ...paths,
      ...none,
      ...created.problems.filter((problem) => !created.exemptionProblems.includes(problem)),
    ],
    policyProblems: [...loaded.problems, ...created.exemptionProblems, ...expired, ...types],
  }
}

function noPolicies(source: string): Problem {
  return {
    code: 'no-policies',
    severity: 'error',
    source,
    message: 'there is no policy here',
    remedy: 'name the folder that holds the policies with --policies',
  }
}
