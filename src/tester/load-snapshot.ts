import {
  createSnapshot,
  type DeclaredWorkload,
  expiredExemptions,
  type KubernetesVersion,
  loadPolicies,
  type Problem,
  type Snapshot,
  typeProblemsOf,
} from '../core/index.ts'
import { type Origin, readTexts } from '../files/read-sources.ts'

/** What stands in for a cluster. */
export interface ClusterPaths {
  readonly policies: readonly string[]
  readonly context: readonly string[]
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
  { policies, context, kubernetesVersion, exemptionNamespace, podTemplate }: ClusterPaths,
  origin: Origin,
  time: string,
): Promise<LoadedSnapshot> {
  const policyTexts = await readTexts(policies, origin)
  const contextTexts = await readTexts(context, origin)
  const loaded = loadPolicies(policyTexts.texts, { kubernetesVersion })
  const created = createSnapshot({
    policies: loaded.policies,
    podSecurity: loaded.podSecurity,
    context: contextTexts.texts,
    kubernetesVersion,
    exemptionNamespaces: exemptionNamespace,
    podTemplates: podTemplate,
  })
  const paths = [...policyTexts.problems, ...contextTexts.problems]
  const none =
    loaded.podSecurity === undefined ? noPolicies(policies, loaded.policies.policies.length) : []
  const expired = expiredExemptions(created.snapshot, time)
  const types = typeProblemsOf(created.snapshot)
  return {
    snapshot: created.snapshot,
    problems: [...paths, ...loaded.problems, ...none, ...created.problems, ...expired, ...types],
    inputProblems: [
      ...paths,
      ...(loaded.problems.length === 0 ? none : []),
      ...created.problems.filter((problem) => !created.exemptionProblems.includes(problem)),
    ],
    policyProblems: [...loaded.problems, ...created.exemptionProblems, ...expired, ...types],
  }
}

function noPolicies(paths: readonly string[], count: number): readonly Problem[] {
  if (count > 0) return []
  return [
    {
      code: 'no-policies',
      severity: 'error',
      source: paths.join(', '),
      message: 'there is no policy here',
      remedy: 'name the folder that holds the policies with --policies',
    },
  ]
}
