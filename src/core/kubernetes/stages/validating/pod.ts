import type { JsonObject } from '../../../source/json-value.ts'
import { isAtLeast, type KubernetesVersion } from '../../version.ts'
import { editAt, itemsOf, objectAt, textOf } from '../edit.ts'
import type { Surroundings } from '../surroundings.ts'
import { withAppArmorInSync } from './app-armor.ts'
import { withLabelKeysApplied } from './label-keys.ts'
import { withPodResources } from './pod-resources.ts'
import { qualityOfService } from './quality-of-service.ts'
import { always, knowing, type Strategy } from './strategy.ts'

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/core/pod/strategy.go */
export const pod: Strategy = {
  group: '',
  kind: 'Pod',
  generation: { since: '1.33', of: [['spec']] },
  ownsStatusSince: always,
  prepareForCreate: knowing(create),
  prepareForUpdate: knowing((object, old, { version }) => {
    const resources = objectAt(old, ['spec'])['resources']
    const keeps = isAtLeast(version, '1.37') && resources !== undefined
    return keeps ? editAt(object, ['spec'], (spec) => ({ resources, ...spec })) : object
  }),
}

function create(
  object: JsonObject,
  { version, time }: Surroundings,
  given: JsonObject,
): JsonObject {
  const synced = withAppArmorInSync(withLabelKeysApplied(object, version), version)
  const completed = editAt(synced, ['spec'], (spec) => withPodResources(spec, version))
  const spec = objectAt(completed, ['spec'])
  const gated = itemsOf(spec, 'schedulingGates').length > 0
  const status = {
    phase: 'Pending',
    qosClass: givenClass(given, version) || qualityOfService(spec, version),
    ...(gated ? { conditions: [schedulingGated(time)] } : {}),
  }
  return { ...completed, status }
}

/** Before 1.37 the class that the request says counts. */
function givenClass(given: JsonObject, version: KubernetesVersion): string {
  return isAtLeast(version, '1.37') ? '' : textOf(objectAt(given, ['status']), 'qosClass')
}

function schedulingGated(time: string): JsonObject {
  return {
    type: 'PodScheduled',
    status: 'False',
    lastProbeTime: null,
    lastTransitionTime: time,
    reason: 'SchedulingGated',
    message: 'Scheduling is blocked due to non-empty scheduling gates',
  }
}
