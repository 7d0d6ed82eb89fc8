import { jsonEqual } from '../../../source/equal.ts'
import { fieldOf, type JsonObject } from '../../../source/json-value.ts'
import { annotationsOf } from '../../object.ts'
import type { KubernetesVersion } from '../../version.ts'
import { templateGeneration } from '../convert/daemon-set.ts'
import { editAt, editExisting, objectAt } from '../edit.ts'
import { withoutDisabledPodFields } from './pod-fields.ts'
import { always, type Generation, knowing, ofSpec, type Strategy } from './strategy.ts'

/**
 * The kinds that hold a Pod template.
 * https://github.com/kubernetes/kubernetes/tree/v1.37.0/pkg/registry/apps, …/core/replicationcontroller, …/core/podtemplate, …/batch/cronjob
 */
export const workloads: readonly Strategy[] = [
  workload('apps', 'Deployment', ['spec', 'template'], {
    since: always,
    of: [['spec'], ['metadata', 'annotations']],
  }),
  workload('apps', 'ReplicaSet', ['spec', 'template']),
  workload('apps', 'StatefulSet', ['spec', 'template']),
  workload('', 'ReplicationController', ['spec', 'template']),
  workload('batch', 'CronJob', ['spec', 'jobTemplate', 'spec', 'template']),
  podTemplate(),
  daemonSet(),
]

function workload(
  group: string,
  kind: string,
  template: readonly string[],
  generation: Generation = ofSpec,
): Strategy {
  return {
    group,
    kind,
    generation,
    ownsStatusSince: always,
    prepareForCreate: knowing((object, { version }) => inTemplate(object, template, version)),
    prepareForUpdate: knowing((object, old, { version }) =>
      inTemplate(object, template, version, old),
    ),
  }
}

function podTemplate(): Strategy {
  const { ownsStatusSince: _, ...strategy } = workload('', 'PodTemplate', ['template'], {
    since: always,
    of: [['template']],
  })
  return strategy
}

/** Its template has a generation of its own, in an annotation. */
function daemonSet(): Strategy {
  const strategy = workload('apps', 'DaemonSet', ['spec', 'template'])
  return {
    ...strategy,
    prepareForCreate: knowing((object, { version }) =>
      withTemplateGeneration(
        inTemplate(object, ['spec', 'template'], version),
        Math.max(generationOf(object), 1),
      ),
    ),
    prepareForUpdate: knowing((object, old, { version }) => {
      const kept = inTemplate(object, ['spec', 'template'], version, old)
      const isSame = jsonEqual(
        objectAt(kept, ['spec', 'template']),
        objectAt(old, ['spec', 'template']),
      )
      return withTemplateGeneration(kept, generationOf(old) + (isSame ? 0 : 1))
    }),
  }
}

export function inTemplate(
  object: JsonObject,
  path: readonly string[],
  version: KubernetesVersion,
  old?: JsonObject,
): JsonObject {
  const before = old && objectAt(old, path)
  return editExisting(object, path, (template) =>
    withoutDisabledPodFields(template, version, before),
  )
}

function generationOf(object: JsonObject): number {
  return Number(fieldOf(annotationsOf(object), templateGeneration) ?? 0)
}

function withTemplateGeneration(object: JsonObject, generation: number): JsonObject {
  return editAt(object, ['metadata', 'annotations'], (annotations) => ({
    ...annotations,
    [templateGeneration]: String(generation),
  }))
}
