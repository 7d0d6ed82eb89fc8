import {
  fieldOf,
  type JsonObject,
  type JsonValue,
  latestKubernetesVersion,
  removedKind,
  valueAt,
} from '#src/core/index.ts'
import { splitApiVersion } from '#src/core/kubernetes/group-version.ts'
import type { LibraryCase } from './library-cases.ts'

/** What a case asks for that the API server of the test cannot give it, so that nothing can be compared. */
interface Reason {
  readonly reason: string
  readonly holds: (one: LibraryCase) => boolean
}

const configurationGroups = ['kubescheduler.config.k8s.io', 'kubelet.config.k8s.io']

/** Whether the kind is that of a file of configuration, or of a version that API servers serve no longer. */
export function isServedNowhere({ apiVersion, kind }: JsonObject): boolean {
  const version = String(apiVersion)
  return (
    configurationGroups.includes(splitApiVersion(version).group) ||
    removedKind(version, String(kind), latestKubernetesVersion) !== undefined
  )
}

/** Left out altogether. */
const beyondAnyServer: readonly Reason[] = [
  { reason: 'no API server serves the kind', holds: ({ row }) => isServedNowhere(row.object) },
  {
    reason: 'it is about another release of Kubernetes',
    holds: ({ row }) =>
      row.kubernetesVersion !== undefined && row.kubernetesVersion !== latestKubernetesVersion,
  },
]

/** Sent to a server that has its policies and its context of files. */
const beyondTheCluster: readonly Reason[] = [
  {
    reason: 'it says itself what the user may do',
    holds: ({ row }) => row.accessReviews !== undefined,
  },
  {
    reason: 'its policy is no object of a cluster',
    holds: ({ policies }) => policies.some((policy) => !isRule(policy)),
  },
  {
    reason: 'it is in a namespace that Sallyport leaves alone',
    holds: ({ row }) => homesOf(row.object, row.namespace).some((name) => exempt.includes(name)),
  },
]

/** Those of the webhooks that the chart makes. */
const exempt: readonly string[] = ['kube-system', 'kube-node-lease', 'sallyport']

/** Why the case is not sent at all; undefined where it is. */
export function beyondReach(one: LibraryCase): string | undefined {
  return beyondAnyServer.find(({ holds }) => holds(one))?.reason
}

/** Why the case cannot be judged by what is installed; undefined where it can. */
export function beyondInstallation(one: LibraryCase): string | undefined {
  return beyondTheCluster.find(({ holds }) => holds(one))?.reason
}

function isRule({ apiVersion }: JsonObject): boolean {
  return String(apiVersion).startsWith('sallyport.dev/')
}

function homesOf(object: JsonObject, namespace: string | undefined): readonly string[] {
  const own = valueAt(object, ['metadata', 'namespace'])
  const name = fieldOf(object, 'kind') === 'Namespace' ? valueAt(object, ['metadata', 'name']) : ''
  const homes: readonly (JsonValue | undefined)[] = [own ?? namespace, name]
  return homes.map(String)
}
