import type { JsonObject } from '../../../source/json-value.ts'
import { containerResources } from '../../defaults/core/container-resources.ts'
import { setHugePageLimits, setPodLevelRequests } from '../../defaults/core/pod-level-resources.ts'
import type { Draft } from '../../defaults/defaulter.ts'
import { parseQuantity } from '../../parse-quantity.ts'
import { compareQuantities, printQuantity } from '../../quantity.ts'
import { isAtLeast, type KubernetesVersion } from '../../version.ts'
import { itemsOf, objectAt, textOf } from '../edit.ts'
import { isPodLevelResource } from '../pod-level-resource.ts'
import { containerLists } from './container-lists.ts'

/**
 * From 1.37 a Pod that asks for resources as a whole is completed here, once webhooks had their say: requests and limits that it
 * lacks come from its containers.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/api/pod/util.go (DefaultPodLevelResources)
 */
export function withPodResources(spec: JsonObject, version: KubernetesVersion): JsonObject {
  const own = objectAt(spec, ['resources'])
  const isEmpty = ['requests', 'limits'].every((list) => isEmptyAt(own, list))
  if (isEmpty || !isAtLeast(version, '1.37')) return spec
  const resources: Draft = { ...own }
  setHugePageLimits(resources, spec)
  setPodLevelRequests(resources, spec)
  return { ...spec, resources: withLimits(resources as JsonObject, spec) }
}

function isEmptyAt(resources: JsonObject, list: string): boolean {
  return Object.keys(objectAt(resources, [list])).length === 0
}

/** Limits of what is requested and what every container limits; never below the request. */
function withLimits(resources: JsonObject, spec: JsonObject): JsonObject {
  const requests = objectAt(resources, ['requests'])
  const limits = objectAt(resources, ['limits'])
  const sums = containerResources(spec as Draft, 'limits')
  const added = Object.keys(requests).flatMap((name) => {
    const sum = sums.get(name)
    const isWanted =
      isPodLevelResource(name) && !Object.hasOwn(limits, name) && isLimitedByAll(spec, name)
    if (!isWanted || sum === undefined) return []
    const request = parseQuantity(textOf(requests, name))
    const isLess = request.kind === 'quantity' && compareQuantities(request.quantity, sum) > 0
    return [[name, isLess ? textOf(requests, name) : printQuantity(sum)] as const]
  })
  if (added.length === 0) return resources
  return { ...resources, limits: { ...limits, ...Object.fromEntries(added) } }
}

function isLimitedByAll(spec: JsonObject, name: string): boolean {
  return containerLists
    .flatMap((list) => itemsOf(spec, list))
    .every((container) => Object.hasOwn(objectAt(container, ['resources', 'limits']), name))
}
