import type { JsonObject } from '../../source/json-value.ts'
import { annotationsOf } from '../object.ts'
import { templateGeneration } from '../stages/convert/daemon-set.ts'
import { parseInt64 } from '../stages/convert/parse-int64.ts'
import { editAt, itemsOf, textOf } from '../stages/edit.ts'
import { nodeName, templateHash } from '../stages/placeholders.ts'
import type { Unknown } from '../stages/surroundings.ts'
import type { Controller } from './controller.ts'
import { podCreation, podFromTemplate } from './pod-from-template.ts'

/**
 * A Pod of a DaemonSet tolerates what a node may suffer from and is bound to one node.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/daemon/util/daemonset_util.go (CreatePodTemplate)
 */
export const daemonSet: Controller = {
  ...{ group: 'apps', resource: 'daemonsets', creates: 'Pod' },
  create: (owner) => {
    const labelled = editAt(podFromTemplate(owner), ['metadata', 'labels'], (labels) => ({
      ...labels,
      'controller-revision-hash': templateHash,
      ...generationOf(owner),
    }))
    const object = editAt(editAt(labelled, ['spec'], withTolerations), affinity, bound)
    return podCreation(owner, { object, account: 'daemon-set-controller', unknown })
  },
}

const affinity = [
  'spec',
  'affinity',
  'nodeAffinity',
  'requiredDuringSchedulingIgnoredDuringExecution',
]

function bound(): JsonObject {
  const onNode = { key: 'metadata.name', operator: 'In', values: [nodeName] }
  return { nodeSelectorTerms: [{ matchFields: [onNode] }] }
}

function generationOf(owner: JsonObject): JsonObject {
  const parsed = parseInt64(String(annotationsOf(owner)[templateGeneration]))
  return parsed.kind === 'int64' ? { 'pod-template-generation': String(parsed.value) } : {}
}

const toleratedAlways: readonly (readonly [taint: string, effect: string])[] = [
  ['not-ready', 'NoExecute'],
  ['unreachable', 'NoExecute'],
  ['disk-pressure', 'NoSchedule'],
  ['memory-pressure', 'NoSchedule'],
  ['pid-pressure', 'NoSchedule'],
  ['unschedulable', 'NoSchedule'],
]
const toleratedOnHostNetwork = [['network-unavailable', 'NoSchedule']] as const

function withTolerations(spec: JsonObject): JsonObject {
  const extra = spec['hostNetwork'] === true ? toleratedOnHostNetwork : []
  const wanted = [...toleratedAlways, ...extra].map(([taint, effect]) => ({
    key: `node.kubernetes.io/${taint}`,
    operator: 'Exists',
    effect,
  }))
  return { ...spec, tolerations: wanted.reduce(tolerating, itemsOf(spec, 'tolerations')) }
}

/** One that is the same but for its seconds is replaced. https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/helper/helpers.go (AddOrUpdateTolerationInPodSpec) */
function tolerating(given: readonly JsonObject[], wanted: JsonObject): readonly JsonObject[] {
  const isSame = (one: JsonObject): boolean =>
    ['key', 'operator', 'effect', 'value'].every(
      (field) => textOf(one, field) === textOf(wanted, field),
    )
  return given.some(isSame) ? given.map((one) => (isSame(one) ? wanted : one)) : [...given, wanted]
}

const unknown: readonly Unknown[] = [
  {
    path: ['metadata', 'labels', 'controller-revision-hash'],
    what: "the revision's hash",
    why: 'the controller computes it of its own form of the template',
    substitute: 'placeholder',
  },
  {
    path: [...affinity, 'nodeSelectorTerms'],
    what: 'the name of the node',
    why: 'there is a Pod for each node that fits',
    substitute: 'placeholder',
  },
]
