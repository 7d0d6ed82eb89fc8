import type { JsonObject } from '../../../source/json-value.ts'
import { parseQuantity } from '../../parse-quantity.ts'
import { compareQuantities, type Quantity } from '../../quantity.ts'
import { isAtLeast, type KubernetesVersion } from '../../version.ts'
import { itemsOf, objectAt, textOf } from '../edit.ts'
import { isPodLevelResource } from '../pod-level-resource.ts'

export type QualityOfService = 'BestEffort' | 'Burstable' | 'Guaranteed'

/**
 * The class of a Pod: of its own resources where it has any (since 1.34), otherwise of its containers together.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/helper/qos/qos.go
 */
export function qualityOfService(spec: JsonObject, version: KubernetesVersion): QualityOfService {
  if (countsPodResources(spec, version)) return classOf(objectAt(spec, ['resources']))
  const containers = [...itemsOf(spec, 'initContainers'), ...itemsOf(spec, 'containers')]
  return together(containers.map((container) => classOf(objectAt(container, ['resources']))))
}

/** From 1.34 to 1.36 an empty `resources` counts too. */
function countsPodResources(spec: JsonObject, version: KubernetesVersion): boolean {
  if (!isAtLeast(version, '1.34') || spec['resources'] === undefined) return false
  if (!isAtLeast(version, '1.37')) return true
  const resources = objectAt(spec, ['resources'])
  return ['requests', 'limits'].some((list) =>
    Object.keys(objectAt(resources, [list])).some(isPodLevelResource),
  )
}

function classOf(resources: JsonObject): QualityOfService {
  return together(['cpu', 'memory'].map((resource) => classOfResource(resources, resource)))
}

function classOfResource(resources: JsonObject, resource: string): QualityOfService {
  const request = amountOf(objectAt(resources, ['requests']), resource)
  const limit = amountOf(objectAt(resources, ['limits']), resource)
  if (compareQuantities(request, limit) !== 0) return 'Burstable'
  return request.unscaled === 0n ? 'BestEffort' : 'Guaranteed'
}

function together(classes: readonly QualityOfService[]): QualityOfService {
  const [first = 'BestEffort', ...others] = classes
  return others.every((other) => other === first) ? first : 'Burstable'
}

const zero: Quantity = { unscaled: 0n, exponent: 0, format: 'DecimalSI', fitsInt64: true }

function amountOf(resources: JsonObject, resource: string): Quantity {
  const parsed = parseQuantity(textOf(resources, resource))
  return parsed.kind === 'quantity' ? parsed.quantity : zero
}
