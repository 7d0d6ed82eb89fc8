import type { Request } from '../admission/request.ts'
import { withPodDefaults } from '../kubernetes/defaults/pod-of-template.ts'
import { podOf, templateAt } from '../kubernetes/pod-template.ts'
import { placesOf } from '../kubernetes/template-path.ts'
import type { KubernetesVersion } from '../kubernetes/version.ts'
import type { Workloads } from '../kubernetes/workloads.ts'
import { jsonEqual } from '../source/equal.ts'
import type { JsonObject } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'

/** The CREATE of a Pod, and where in the workload it is described. */
export interface PodRequest {
  readonly request: Request
  readonly at: Path
  /** The Pod without what Kubernetes sets in it. */
  readonly written: JsonObject
}

/** What decides which Pods a workload describes, and what is set in them. */
interface Makers {
  readonly workloads: Workloads
  readonly kubernetesVersion: KubernetesVersion
}

/**
 * The CREATE of each Pod that a workload describes, in the order of the templates; none for other objects, sub-resources and
 * operations, and none of a template that an update leaves as it was. What judges it sees the Pod as it will be; what
 * changes it sees the template, so that no default gets into a patch.
 */
export function podRequests(
  request: Request,
  { workloads, kubernetesVersion }: Makers,
): readonly PodRequest[] {
  const { operation, resource, subResource, object } = request
  if (object === null || subResource !== '') return none
  if (operation !== 'CREATE' && operation !== 'UPDATE') return none
  return workloads
    .templatesOf(resource.group, resource.resource)
    .flatMap((path) => placesOf(object, path))
    .flatMap((at) => podRequestAt(request, at, kubernetesVersion))
}

const none: readonly PodRequest[] = []

function podRequestAt(
  request: Request,
  at: Path,
  version: KubernetesVersion,
): readonly PodRequest[] {
  const { door, operation, object, oldObject, namespace } = request
  const template = templateAt(object, at)
  const before = operation === 'UPDATE' ? templateAt(oldObject, at) : undefined
  if (template === undefined) return none
  if (before !== undefined && jsonEqual(before, template)) return none
  const written = podOf(template, namespace)
  const created = {
    operation: 'CREATE',
    name: '',
    object: door === 'validate' ? withPodDefaults(written, version) : written,
    oldObject: null,
    options: null,
  } as const
  return [{ at, written, request: { ...request, ...podNames, ...created } }]
}

const podKind = { group: '', version: 'v1', kind: 'Pod' }
const podResource = { group: '', version: 'v1', resource: 'pods' }

const podNames = {
  kind: podKind,
  resource: podResource,
  subResource: '',
  requestKind: podKind,
  requestResource: podResource,
  requestSubResource: '',
} as const
