import { type Kinds, kindOfObject } from '../kubernetes/kinds.ts'
import { apiVersionOf, kindOf, nameOf, namespaceOf } from '../kubernetes/object.ts'
import { type KubernetesVersion, latestKubernetesVersion } from '../kubernetes/version.ts'
import type { ObjectStore } from '../matching/params.ts'
import { type PolicyIndex, policyIndex } from '../matching/policy-index.ts'
import type { ParamKind } from '../policy/model.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { SourceText } from '../source/document.ts'
import type { JsonObject } from '../source/json-value.ts'
import type { Problem } from '../source/problem.ts'
import { readYaml } from '../source/read-yaml.ts'
import { type AccessReviews, accessReviewsOf } from './access-reviews.ts'
import { heldObjects } from './held-objects.ts'
import type { LoadedPodSecurity } from './load-pod-security.ts'

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
  /** Kubernetes' kinds, and those that the CustomResourceDefinitions of the context describe. */
  readonly kinds: Kinds
  /** Every object of a kind, in the order of the context. */
  readonly objectsOf: (apiVersion: string, kind: string) => readonly JsonObject[]
}

interface SnapshotParts {
  readonly policies: PolicySet
  readonly podSecurity?: LoadedPodSecurity | undefined
  /** Objects that the cluster would hold: namespaces, params, CustomResourceDefinitions, access reviews. */
  readonly context?: readonly SourceText[]
  readonly kubernetesVersion?: KubernetesVersion
}

/** A snapshot of policies and context objects; documents that no cluster would hold are problems and left out. */
export function createSnapshot({
  policies,
  podSecurity,
  context = [],
  kubernetesVersion = latestKubernetesVersion,
}: SnapshotParts): { readonly snapshot: Snapshot; readonly problems: readonly Problem[] } {
  const read = context.map(readYaml)
  const documents = read.flatMap(({ documents }) => documents)
  const { objects, kinds, problems } = heldObjects(documents, kubernetesVersion)
  const ofKind = byKind(objects)
  const objectsOf = (apiVersion: string, kind: string) => ofKind.get(`${apiVersion}/${kind}`) ?? []
  return {
    snapshot: {
      policySet: policies,
      index: policyIndex(policies.policies),
      podSecurity,
      namespaces: new Map(objectsOf('v1', 'Namespace').map((object) => [nameOf(object), object])),
      objects: objectStore(objects, kinds),
      accessReviews: accessReviewsOf(objects),
      kinds,
      objectsOf,
    },
    problems: [...read.flatMap(({ problems }) => problems), ...problems],
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

/** An object store over a fixed list of objects. */
function objectStore(objects: readonly JsonObject[], served: Kinds): ObjectStore {
  const kinds = new Map<string, Map<string, Map<string, JsonObject>>>()
  for (const object of objects) {
    const kind = childOf(kinds, `${apiVersionOf(object)}/${kindOf(object)}`)
    childOf(kind, namespaceIn(object, served)).set(nameOf(object), object)
  }
  const inNamespace = (kind: ParamKind, namespace: string) =>
    kinds.get(`${kind.apiVersion}/${kind.kind}`)?.get(namespace)
  return {
    get: (kind, namespace, name) => inNamespace(kind, namespace)?.get(name),
    list: (kind, namespace) =>
      [...(inNamespace(kind, namespace) ?? new Map<string, JsonObject>())]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, object]) => object),
    isNamespaced: ({ apiVersion, kind }) =>
      served.find(apiVersion, kind)?.served.namespaced ??
      ![...(kinds.get(`${apiVersion}/${kind}`)?.keys() ?? [])].includes(''),
  }
}

/** A namespaced kind without a namespace stands in `default`, as kubectl puts it there. */
function namespaceIn(object: JsonObject, kinds: Kinds): string {
  const given = namespaceOf(object)
  if (given !== '') return given
  return kindOfObject(kinds, object)?.served.namespaced === true ? 'default' : ''
}

function childOf<V>(map: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const child = map.get(key) ?? new Map<string, V>()
  map.set(key, child)
  return child
}
