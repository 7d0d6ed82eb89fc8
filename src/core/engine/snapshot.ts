import type { Kinds } from '../kubernetes/kinds.ts'
import { apiVersionOf, kindOf, nameOf } from '../kubernetes/object.ts'
import { type KubernetesVersion, latestKubernetesVersion } from '../kubernetes/version.ts'
import {
  builtInWorkloads,
  type DeclaredWorkload,
  type Workloads,
  workloadsWith,
} from '../kubernetes/workloads.ts'
import type { ObjectStore } from '../matching/params.ts'
import { type PolicyIndex, policyIndex } from '../matching/policy-index.ts'
import { exemptionsIn } from '../policy/exemptions-in.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { SourceText } from '../source/document.ts'
import type { JsonObject } from '../source/json-value.ts'
import type { Problem } from '../source/problem.ts'
import { readYaml } from '../source/read-yaml.ts'
import { type AccessReviews, accessReviewsOf } from './access-reviews.ts'
import {
  defaultExemptionNamespaces,
  type Exemptions,
  exemptionsFor,
  isExemption,
} from './exemptions.ts'
import { heldObjects } from './held-objects.ts'
import type { LoadedPodSecurity } from './load-pod-security.ts'
import { objectStore } from './object-store.ts'

/** Everything that decisions rest on, as it stood at one moment; never changed, only replaced. */
export interface Snapshot {
  readonly policySet: PolicySet
  readonly index: PolicyIndex
  /** Undefined where the labels of namespaces are not looked at. */
  readonly podSecurity: LoadedPodSecurity | undefined
  /** Namespace objects by name. */
  readonly namespaces: ReadonlyMap<string, JsonObject>
  readonly objects: ObjectStore
  /** What is known of what users may do. */
  readonly accessReviews: AccessReviews
  readonly exemptions: Exemptions
  /** Kubernetes' kinds, and those that the CustomResourceDefinitions of the context describe. */
  readonly kinds: Kinds
  /** The kinds that create Pods. */
  readonly workloads: Workloads
  /** The release whose API server it is. */
  readonly kubernetesVersion: KubernetesVersion
  /** Every object of a kind, in the order of the context. */
  readonly objectsOf: (apiVersion: string, kind: string) => readonly JsonObject[]
}

interface SnapshotParts {
  readonly policies: PolicySet
  readonly podSecurity?: LoadedPodSecurity | undefined
  /** Objects that the cluster would hold: namespaces, params, CustomResourceDefinitions, access reviews. */
  readonly context?: readonly SourceText[]
  readonly kubernetesVersion?: KubernetesVersion
  /** The namespaces whose PolicyExemptions count. */
  readonly exemptionNamespaces?: readonly string[]
  /** Kinds that create Pods, beside those that are known. */
  readonly podTemplates?: readonly DeclaredWorkload[]
}

interface CreatedSnapshot {
  readonly snapshot: Snapshot
  readonly problems: readonly Problem[]
  /** Those of them that say which exemptions free nothing. */
  readonly exemptionProblems: readonly Problem[]
}

/** A snapshot of policies and context objects; documents that no cluster would hold are problems and left out. */
export function createSnapshot({
  policies,
  podSecurity,
  context = [],
  kubernetesVersion = latestKubernetesVersion,
  exemptionNamespaces = defaultExemptionNamespaces,
  podTemplates = [],
}: SnapshotParts): CreatedSnapshot {
  const read = context.map(readYaml)
  const documents = read.flatMap(({ documents }) => documents)
  const { objects, kinds, problems } = heldObjects(
    documents.filter((document) => !isExemption(document)),
    kubernetesVersion,
  )
  const ofContext = exemptionsIn(documents.filter(isExemption), kubernetesVersion)
  const { exemptions, problems: idleness } = exemptionsFor(
    policies,
    ofContext.exemptions,
    exemptionNamespaces,
  )
  const ofKind = byKind(objects)
  const workloads = podTemplates.length === 0 ? builtInWorkloads : workloadsWith(podTemplates)
  const objectsOf = (apiVersion: string, kind: string) => ofKind.get(`${apiVersion}/${kind}`) ?? []
  return {
    snapshot: {
      policySet: policies,
      index: policyIndex(policies.policies, workloads),
      podSecurity,
      namespaces: new Map(objectsOf('v1', 'Namespace').map((object) => [nameOf(object), object])),
      objects: objectStore(objects, kinds),
      accessReviews: accessReviewsOf(objects),
      exemptions,
      kinds,
      workloads,
      kubernetesVersion,
      objectsOf,
    },
    problems: [
      ...read.flatMap(({ problems }) => problems),
      ...problems,
      ...ofContext.problems,
      ...idleness,
    ],
    exemptionProblems: idleness,
  }
}

function byKind(objects: readonly JsonObject[]): ReadonlyMap<string, readonly JsonObject[]> {
  const kinds = new Map<string, JsonObject[]>()
  for (const object of objects) {
    const kind = `${apiVersionOf(object)}/${kindOf(object)}`
    const others = kinds.get(kind)
    if (others === undefined) kinds.set(kind, [object])
    else others.push(object)
  }
  return kinds
}
