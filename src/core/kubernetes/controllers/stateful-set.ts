import type { JsonObject } from '../../source/json-value.ts'
import { nameOf } from '../object.ts'
import { editAt, itemsOf, objectAt, textOf, withField } from '../stages/edit.ts'
import { templateHash } from '../stages/placeholders.ts'
import type { Unknown } from '../stages/surroundings.ts'
import type { Controller } from './controller.ts'
import { podCreation, podFromTemplate } from './pod-from-template.ts'

/**
 * The first Pod of a StatefulSet has an ordinal in its name and its labels, and a claim for each of the set's.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/statefulset/stateful_set_utils.go (newStatefulSetPod)
 */
export const statefulSet: Controller = {
  ...{ group: 'apps', resource: 'statefulsets', creates: 'Pod' },
  create: (owner) =>
    podCreation(owner, {
      object: withClaims(withIdentity(podFromTemplate(owner), owner), owner),
      account: 'statefulset-controller',
      unknown: [unknownRevision],
    }),
}

function withIdentity(pod: JsonObject, owner: JsonObject): JsonObject {
  const spec = objectAt(owner, ['spec'])
  const ordinal = firstOrdinal(spec)
  const name = `${nameOf(owner)}-${ordinal}`
  const named = editAt(pod, ['metadata'], (metadata) => ({ ...metadata, name }))
  const labelled = editAt(named, ['metadata', 'labels'], (labels) => ({
    ...labels,
    'apps.kubernetes.io/pod-index': String(ordinal),
    'controller-revision-hash': `${nameOf(owner)}-${templateHash}`,
    'statefulset.kubernetes.io/pod-name': name,
  }))
  const service = textOf(spec, 'serviceName')
  return editAt(labelled, ['spec'], (given) =>
    withField({ ...given, hostname: name }, 'subdomain', service === '' ? undefined : service),
  )
}

function firstOrdinal(spec: JsonObject): number {
  const { start } = objectAt(spec, ['ordinals'])
  return typeof start === 'number' ? start : 0
}

/** The controller goes through the claims in no order; here they stand as they are written. */
function withClaims(pod: JsonObject, owner: JsonObject): JsonObject {
  const claims = itemsOf(objectAt(owner, ['spec']), 'volumeClaimTemplates').map(nameOf)
  if (claims.length === 0) return pod
  const name = nameOf(pod)
  const ordinal = name.slice(name.lastIndexOf('-') + 1)
  const made = claims.map((claim) => ({
    name: claim,
    persistentVolumeClaim: { claimName: `${claim}-${nameOf(owner)}-${ordinal}` },
  }))
  return editAt(pod, ['spec'], (spec) => {
    const others = itemsOf(spec, 'volumes').filter((one) => !claims.includes(textOf(one, 'name')))
    return { ...spec, volumes: [...made, ...others] }
  })
}

const unknownRevision: Unknown = {
  path: ['metadata', 'labels', 'controller-revision-hash'],
  what: "the revision's hash",
  why: 'the controller computes it of its own form of the template',
  substitute: 'placeholder',
}
