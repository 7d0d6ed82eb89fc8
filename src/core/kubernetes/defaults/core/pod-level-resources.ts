import { printQuantity } from '../../quantity.ts'
import { isAtLeast, type KubernetesVersion } from '../../version.ts'
import { type Draft, structAt } from '../defaulter.ts'
import { type Amounts, containerResources } from './container-resources.ts'
import { addResources, resourcesAt } from './resources.ts'

/**
 * What a Pod that limits its resources as a whole asks for: what its containers ask for, otherwise its limits; its limit of
 * huge pages is its containers' limit. From 1.34, where the gate PodLevelResources is on, to 1.36: 1.37 does it after the
 * mutating webhooks (gate PodLevelResourcesFixDefaulting).
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L527
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/features/kube_features.go#L1965
 */
export function setPodLevelResources(spec: Draft, version: KubernetesVersion): void {
  const resources = structAt(spec, 'resources')
  if (resources === undefined || !isAtLeast(version, '1.34') || isAtLeast(version, '1.37')) return
  if (isEmpty(resources, 'limits') && isEmpty(resources, 'requests')) return
  setHugePageLimits(resources, spec)
  if (!isEmpty(resources, 'limits')) setPodLevelRequests(resources, spec)
}

/** Limits of huge pages that the Pod neither limits nor asks for are its containers'. */
export function setHugePageLimits(resources: Draft, spec: Draft): void {
  const requested = resourcesAt(resources, 'requests')
  const limits = containerResources(spec, 'limits')
  const missing = (name: string) => isHugePages(name) && !Object.hasOwn(requested, name)
  addResources(resources, 'limits', printed(limits, missing))
}

/** Requests are those of the containers, except for huge pages, and otherwise the Pod's limits. */
export function setPodLevelRequests(resources: Draft, spec: Draft): void {
  addResources(resources, 'requests', printed(containerResources(spec, 'requests'), isShared))
  const limits = Object.entries(resourcesAt(resources, 'limits'))
  const known = limits.filter(([name]) => isShared(name) || isHugePages(name))
  addResources(resources, 'requests', Object.fromEntries(known))
}

function printed(amounts: Amounts, isWanted: (name: string) => boolean): Draft {
  const wanted = [...amounts].filter(([name]) => isWanted(name))
  return Object.fromEntries(wanted.map(([name, amount]) => [name, printQuantity(amount)]))
}

/** Resources that a Pod can ask for as a whole and that may be promised more than once. */
function isShared(name: string): boolean {
  return name === 'cpu' || name === 'memory'
}

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-')
}

function isEmpty(resources: Draft, field: string): boolean {
  return Object.keys(resourcesAt(resources, field)).length === 0
}
