import {
  accessReviews,
  createSnapshot,
  type DeclaredWorkload,
  type JsonObject,
  type KubernetesVersion,
  type LoadedPolicies,
  type PolicySet,
  type Problem,
  printJson,
  type Snapshot,
  type SourceText,
} from '../../core/index.ts'
import type { PolicyCase } from './policy-case.ts'

/** What cases are judged by and in: the cluster that they do not describe themselves. */
export interface CaseWorld {
  /** The policies that stand together, as a release of Kubernetes reads them. */
  readonly policies: (version: KubernetesVersion) => LoadedPolicies
  /** The release where a case names none. */
  readonly kubernetesVersion: KubernetesVersion
  /** Objects that the cluster holds in every case. */
  readonly context: readonly SourceText[]
  readonly exemptionNamespaces?: readonly string[]
  readonly podTemplates?: readonly DeclaredWorkload[]
}

/** The cluster of one case; `problems` of its own context say what could not be held. */
export interface CaseCluster {
  readonly snapshot: Snapshot
  readonly problems: readonly Problem[]
}

/** Makes the clusters of cases; those that say nothing of their own share one. */
export function caseClusters(world: CaseWorld): (row: PolicyCase) => CaseCluster {
  const shared = new Map<KubernetesVersion, CaseCluster>()
  return (row) => {
    const version = row.kubernetesVersion ?? world.kubernetesVersion
    const { params, context, accessReviews: reviews } = row
    if (params !== undefined || context.length > 0) return clusterOf(row, world, version)
    const cluster = shared.get(version) ?? clusterOf(row, world, version)
    shared.set(version, cluster)
    return reviews === undefined ? cluster : withReviews(cluster, reviews)
  }
}

function clusterOf(row: PolicyCase, world: CaseWorld, version: KubernetesVersion): CaseCluster {
  const { params, context, accessReviews: reviews } = row
  const { policies, podSecurity } = world.policies(version)
  const { exemptionNamespaces, podTemplates } = world
  const own = context.map((object) => ({ name: ofCase, text: printJson(object) }))
  const { snapshot, problems } = createSnapshot({
    policies: withParams(policies, params),
    podSecurity,
    context: [...world.context, ...own],
    kubernetesVersion: version,
    ...(exemptionNamespaces === undefined ? {} : { exemptionNamespaces }),
    ...(podTemplates === undefined ? {} : { podTemplates }),
  })
  const cluster = { snapshot, problems: problems.filter(({ source }) => source === ofCase) }
  return reviews === undefined ? cluster : withReviews(cluster, reviews)
}

const ofCase = 'the context of the case'

function withReviews(
  { snapshot, problems }: CaseCluster,
  reviews: NonNullable<PolicyCase['accessReviews']>,
): CaseCluster {
  return { snapshot: { ...snapshot, accessReviews: accessReviews(reviews) }, problems }
}

function withParams(policies: PolicySet, params: JsonObject | undefined): PolicySet {
  if (params === undefined) return policies
  return {
    ...policies,
    policies: policies.policies.map((policy) => ({
      ...policy,
      bindings: policy.bindings.map((binding) => ({ ...binding, params, paramRef: undefined })),
    })),
  }
}
