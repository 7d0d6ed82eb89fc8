import type { Kinds } from '../kubernetes/kinds.ts'
import { nameOf } from '../kubernetes/object.ts'
import { type KubernetesVersion, latestKubernetesVersion } from '../kubernetes/version.ts'
import {
  builtInWorkloads,
  type DeclaredWorkload,
  type Workloads,
  workloadsWith,
} from '../kubernetes/workloads.ts'
import type { ObjectStore } from '../matching/params.ts'
import { type PolicyIndex, policyIndex } from '../matching/policy-index.ts'
import type { CompiledExemption } from '../policy/compile-exemption.ts'
import { exemptionsIn } from '../policy/exemptions-in.ts'
import type { ParamKind } from '../policy/model.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { SourceText } from '../source/document.ts'
import type { JsonObject } from '../source/json-value.ts'
import { oncePer } from '../source/once-per.ts'
import type { Problem } from '../source/problem.ts'
import { readYaml } from '../source/read-yaml.ts'
import type { AccessReviews } from './access-reviews.ts'
import {
  defaultExemptionNamespaces,
  type Exemptions,
  exemptionsFor,
  isExemption,
} from './exemptions.ts'
import { type HeldObjects, heldObjects } from './held-objects.ts'
import type { LoadedPodSecurity } from './load-pod-security.ts'
import { objectStore } from './object-store.ts'
import type { Subset } from './subset.ts'

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
  /** Where it is for the policies of one subset only: the API server sends it a request in each version that they want. */
  readonly subset?: Subset
  /** Every object of a kind, in the order of the context. */
  readonly objectsOf: (apiVersion: string, kind: string) => readonly JsonObject[]
}

/** What is the same for every snapshot of a server. */
export interface SnapshotOptions {
  readonly kubernetesVersion?: KubernetesVersion
  /** The namespaces whose PolicyExemptions count. */
  readonly exemptionNamespaces?: readonly string[]
  /** Kinds that create Pods, beside those that are known. */
  readonly podTemplates?: readonly DeclaredWorkload[]
}

interface SnapshotParts {
  readonly policies: PolicySet
  readonly podSecurity?: LoadedPodSecurity | undefined
  readonly held: HeldObjects
  /** Beside those that stand among the policies. */
  readonly exemptions?: readonly CompiledExemption[]
}

interface CreatedSnapshot {
  readonly snapshot: Snapshot
  readonly problems: readonly Problem[]
  /** Those of them that say which exemptions free nothing. */
  readonly exemptionProblems: readonly Problem[]
}

interface TextParts extends SnapshotOptions, Omit<SnapshotParts, 'held' | 'exemptions'> {
  /** Objects that the cluster would hold: namespaces, params, CustomResourceDefinitions, access reviews. */
  readonly context?: readonly SourceText[]
}

/** A snapshot of policies and context objects; documents that no cluster would hold are problems and left out. */
export function createSnapshot({
  policies,
  podSecurity,
  context = [],
  ...options
}: TextParts): CreatedSnapshot {
  const { kubernetesVersion = latestKubernetesVersion } = options
  const read = context.map(readYaml)
  const documents = read.flatMap(({ documents }) => documents)
  const others = documents.filter((document) => !isExemption(document))
  const { held, problems } = heldObjects(others, kubernetesVersion)
  const ofContext = exemptionsIn(documents.filter(isExemption), kubernetesVersion)
  const { exemptions } = ofContext
  const created = snapshotMaker(options)({ policies, podSecurity, held, exemptions })
  return {
    ...created,
    problems: [
      ...read.flatMap(({ problems }) => problems),
      ...problems,
      ...ofContext.problems,
      ...created.problems,
    ],
  }
}

/** Makes one snapshot after the other: what follows from policies that stay is not made again. */
export function snapshotMaker({
  kubernetesVersion = latestKubernetesVersion,
  exemptionNamespaces = defaultExemptionNamespaces,
  podTemplates = [],
}: SnapshotOptions): (parts: SnapshotParts) => CreatedSnapshot {
  const workloads = podTemplates.length === 0 ? builtInWorkloads : workloadsWith(podTemplates)
  const indexOf = oncePer((policies: PolicySet) => policyIndex(policies.policies, workloads))
  const exemptionsOf = oncePer((policies: PolicySet) =>
    exemptionsFor(policies, [], exemptionNamespaces),
  )
  return ({ policies, podSecurity, held, exemptions: beside = [] }) => {
    const { exemptions, problems } =
      beside.length === 0
        ? exemptionsOf(policies)
        : exemptionsFor(policies, beside, exemptionNamespaces)
    const tables = new Map(held.tables.map((table) => [keyOf(table.kind), table]))
    const objectsOf = (apiVersion: string, kind: string) =>
      tables.get(keyOf({ apiVersion, kind }))?.objects ?? []
    return {
      snapshot: {
        policySet: policies,
        index: indexOf(policies),
        podSecurity,
        namespaces: namespacesIn(objectsOf('v1', 'Namespace')),
        objects: objectStore(held),
        accessReviews: held.accessReviews,
        exemptions,
        kinds: held.kinds,
        workloads,
        kubernetesVersion,
        objectsOf,
      },
      problems,
      exemptionProblems: problems,
    }
  }
}

function keyOf({ apiVersion, kind }: ParamKind): string {
  return `${apiVersion}/${kind}`
}

/** By name; the same map for the same objects. */
const namespacesIn = oncePer(
  (objects: readonly JsonObject[]): ReadonlyMap<string, JsonObject> =>
    new Map(objects.map((object) => [nameOf(object), object])),
)
