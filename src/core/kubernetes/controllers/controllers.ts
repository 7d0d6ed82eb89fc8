import type { JsonObject } from '../../source/json-value.ts'
import { placesOf } from '../template-path.ts'
import type { Workloads } from '../workloads.ts'
import type { Controller, CreatedKind, Creation } from './controller.ts'
import { cronJob } from './cron-job.ts'
import { podOfCustomWorkload } from './custom-workload.ts'
import { daemonSet } from './daemon-set.ts'
import { deployment } from './deployment.ts'
import { job } from './job.ts'
import { replicaSet, replicationController } from './replica-set.ts'
import { statefulSet } from './stateful-set.ts'

/** Kubernetes' own; of PodTemplates nothing is created. */
const controllers: readonly Controller[] = [
  deployment,
  statefulSet,
  daemonSet,
  replicaSet,
  replicationController,
  job,
  cronJob,
]

const byResource: ReadonlyMap<string, Controller> = new Map(
  controllers.map((one) => [`${one.group}/${one.resource}`, one]),
)

interface Resource {
  readonly group: string
  readonly resource: string
}

/** Which kinds of objects come of an object of the resource, the next one first; empty where none does. */
export function createdKinds(resource: Resource, workloads: Workloads): readonly CreatedKind[] {
  const controller = byResource.get(`${resource.group}/${resource.resource}`)
  if (controller === undefined) return isCustom(resource, workloads) ? ['Pod'] : []
  const { creates } = controller
  return creates === 'Pod' ? ['Pod'] : [creates, ...createdKinds(resources[creates], workloads)]
}

const resources = {
  ReplicaSet: { group: 'apps', resource: 'replicasets' },
  Job: { group: 'batch', resource: 'jobs' },
} as const

function isCustom({ group, resource }: Resource, workloads: Workloads): boolean {
  const isPodTemplate = group === '' && resource === 'podtemplates'
  return !isPodTemplate && workloads.templatesOf(group, resource).length > 0
}

/**
 * What controllers create first of an object that the cluster holds: a Pod, or what is between it and its Pods; one for each
 * template of a custom resource, none for objects of other kinds. `time`, RFC 3339, is when.
 */
export function creationsOf(
  owner: JsonObject,
  resource: Resource,
  { workloads, time }: { readonly workloads: Workloads; readonly time: string },
): readonly Creation[] {
  const controller = byResource.get(`${resource.group}/${resource.resource}`)
  if (controller !== undefined) return [controller.create(owner, time)]
  if (!isCustom(resource, workloads)) return []
  return workloads
    .templatesOf(resource.group, resource.resource)
    .flatMap((path) => placesOf(owner, path))
    .map((at) => podOfCustomWorkload(owner, at))
}
