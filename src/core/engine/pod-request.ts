import type { Request } from '../admission/request.ts'
import { asCreatedPod, withPodDefaults } from '../kubernetes/defaults/pod-of-template.ts'
import { apiVersionOf, kindOf } from '../kubernetes/object.ts'
import { podOf, templateAt } from '../kubernetes/pod-template.ts'
import { builtInKind } from '../kubernetes/schema/schema.ts'
import { placesOf } from '../kubernetes/template-path.ts'
import type { KubernetesVersion } from '../kubernetes/version.ts'
import type { Workloads } from '../kubernetes/workloads.ts'
import { jsonEqual } from '../source/equal.ts'
import { fieldOf, isArray, type JsonObject, valueAt } from '../source/json-value.ts'
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
 * changes it sees the template, so that no default gets into a patch. What a controller made is not changed, only its Pods:
 * a Deployment would not know its ReplicaSet any more, and make another, and another.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/deployment/util/deployment_util.go (FindNewReplicaSet)
 */
export function podRequests(
  request: Request,
  { workloads, kubernetesVersion }: Makers,
): readonly PodRequest[] {
  const { operation, resource, subResource, object } = request
  if (object === null || subResource !== '') return none
  if (operation !== 'CREATE' && operation !== 'UPDATE') return none
  if (request.door === 'mutate' && hasController(object)) return none
  return workloads
    .templatesOf(resource.group, resource.resource)
    .flatMap((path) => placesOf(object, path))
    .flatMap((at) => podRequestAt(request, at, kubernetesVersion))
}

const none: readonly PodRequest[] = []

function hasController(object: JsonObject): boolean {
  const owners = valueAt(object, ['metadata', 'ownerReferences'])
  return isArray(owners) && owners.some((owner) => fieldOf(owner, 'controller') === true)
}

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
  const complete = isOwnKind(object) ? withPodDefaults : asCreatedPod
  const created = {
    operation: 'CREATE',
    name: '',
    object: door === 'validate' ? complete(written, version) : written,
    oldObject: null,
    options: null,
  } as const
  return [{ at, written, request: { ...request, ...podNames, ...created } }]
}

/** Whether the API server knows the fields of the workload, and has set defaults in its templates. */
function isOwnKind(object: JsonObject | null): boolean {
  return object !== null && builtInKind(apiVersionOf(object), kindOf(object)) !== undefined
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
