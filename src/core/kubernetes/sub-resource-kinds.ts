import type { JsonObject } from '../source/json-value.ts'
import { decodeStruct } from './decode/decode-struct.ts'
import { apiVersionOf, kindOf } from './object.ts'
import { builtInKinds, structOfKind, structOfSubResource } from './schema/schema.ts'

/**
 * What is sent to sub-resources that do not take the object itself, as API version and kind. Of most it does not matter whose
 * sub-resource it is.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/core/rest/storage_core.go
 */
const kindsBySubResource: Readonly<Record<string, string>> = {
  attach: 'v1 PodAttachOptions',
  binding: 'v1 Binding',
  eviction: 'policy/v1 Eviction',
  exec: 'v1 PodExecOptions',
  portforward: 'v1 PodPortForwardOptions',
  scale: 'autoscaling/v1 Scale',
  token: 'authentication.k8s.io/v1 TokenRequest',
}
const proxyKinds: Readonly<Record<string, string>> = {
  nodes: 'v1 NodeProxyOptions',
  pods: 'v1 PodProxyOptions',
  services: 'v1 ServiceProxyOptions',
}

/** A sub-resource and what it takes. */
export interface SubResource {
  readonly group: string
  readonly resource: string
  readonly subResource: string
}

/** `autoscaling/v1 Scale`; undefined where it is the kind of the resource itself. */
export function kindOfSubResource({ resource, subResource }: SubResource): string | undefined {
  if (subResource === 'proxy') return proxyKinds[resource]
  return Object.hasOwn(kindsBySubResource, subResource)
    ? kindsBySubResource[subResource]
    : undefined
}

/** Why there is no such sub-resource among Kubernetes' own; undefined where there is, or a custom kind may have it. */
export function missingSubResource({
  group,
  resource,
  subResource,
}: SubResource): string | undefined {
  const ofGroup = builtInKinds().filter((kind) => kind.group === group)
  if (ofGroup.length === 0) return undefined
  const name = group === '' ? resource : `${resource}.${group}`
  const found = ofGroup.filter((kind) => kind.resource === resource)
  if (found.length === 0) return `no kind has the resource ${name}`
  const has = found.some(({ subResources }) => subResources.includes(subResource))
  return has ? undefined : `${name} has no sub-resource ${subResource}`
}

/** What the decoder says of an object that is sent to a sub-resource; nothing where its fields are not known, as of options. */
export function subResourceFaults(object: JsonObject): readonly string[] {
  const [apiVersion, kind] = [apiVersionOf(object), kindOf(object)]
  const struct = structOfSubResource(apiVersion, kind) ?? structOfKind(apiVersion, kind)
  return struct === undefined ? [] : decodeStruct(object, struct).problems.map(({ text }) => text)
}
