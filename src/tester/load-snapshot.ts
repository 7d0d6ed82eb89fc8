import {
  createSnapshot,
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
}

export interface LoadedSnapshot {
  readonly snapshot: Snapshot
  /** Warnings, and errors: with one of these nothing should be judged. */
  readonly problems: readonly Problem[]
}

/** The snapshot of the policies and the context that stand in files. */
export async function loadSnapshot(
  { policies, context, kubernetesVersion }: ClusterPaths,
  origin: Origin,
): Promise<LoadedSnapshot> {
  const policyTexts = await readTexts(policies, origin)
  const contextTexts = await readTexts(context, origin)
  const loaded = loadPolicies(policyTexts.texts, { kubernetesVersion })
  const created = createSnapshot({
    policies: loaded.policies,
    podSecurity: loaded.podSecurity,
    context: contextTexts.texts,
    kubernetesVersion,
  })
  return {
    snapshot: created.snapshot,
    problems: [
      ...policyTexts.problems,
      ...contextTexts.problems,
      ...loaded.problems,
      ...(loaded.podSecurity === undefined
        ? noPolicies(policies, loaded.policies.policies.length)
        : []),
      ...created.problems,
      ...typeProblemsOf(created.snapshot),
    ],
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
