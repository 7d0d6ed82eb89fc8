import type { KubernetesVersion } from '../../version.ts'
import { type Defaulter, type Draft, setAbsent, structAt, structsAt } from '../defaulter.ts'
import { setPodLevelResources } from './pod-level-resources.ts'
import { addResources, resourcesAt } from './resources.ts'

/**
 * What is set in a Pod and not in the template of one: requests are the limits where they are not said, service links are on,
 * on the host's network a container's port is the host's, a negative grace period is one second. (The latter was a matter of
 * conversion before 1.37, with the same result.)
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L164
 */
export const pod: Defaulter = { struct: 'core.v1.Pod', apply: setPod }

function setPod(draft: Draft, version: KubernetesVersion): void {
  const spec = structAt(draft, 'spec')
  if (spec === undefined) return
  const containers = [...structsAt(spec, 'containers'), ...structsAt(spec, 'initContainers')]
  if (Number(spec['terminationGracePeriodSeconds']) < 0) spec['terminationGracePeriodSeconds'] = 1
  containers.forEach(setRequests)
  setPodLevelResources(spec, version)
  setAbsent(spec, 'enableServiceLinks', true)
  if (spec['hostNetwork'] === true) containers.forEach(setHostPorts)
}

function setRequests(container: Draft): void {
  const resources = structAt(container, 'resources')
  if (resources === undefined) return
  addResources(resources, 'requests', resourcesAt(resources, 'limits'))
}

function setHostPorts(container: Draft): void {
  for (const port of structsAt(container, 'ports')) {
    const number = port['containerPort']
    if (number !== undefined && number !== 0) setAbsent(port, 'hostPort', number)
  }
}
