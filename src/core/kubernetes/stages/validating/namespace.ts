import type { JsonObject } from '../../../source/json-value.ts'
import { nameOf } from '../../object.ts'
import { editAt, listOf, objectAt, withField } from '../edit.ts'
import { isNameGenerated } from '../generated-name.ts'
import type { Unknown } from '../surroundings.ts'
import { always, knowing, type Strategy } from './strategy.ts'

const finalizer = 'kubernetes'

const nameLabel = 'kubernetes.io/metadata.name'

const unknownLabel: Unknown = {
  path: ['metadata', 'labels', nameLabel],
  what: 'the generated name',
  why: 'its end is random',
  substitute: 'placeholder',
}

/**
 * A namespace is active, ends with Kubernetes' finalizer, and is labelled with its name.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/core/namespace/strategy.go
 */
export const namespace: Strategy = {
  group: '',
  kind: 'Namespace',
  ownsStatusSince: always,
  prepareForCreate: (object) => {
    const finalized = editAt(object, ['spec'], (spec) => {
      const given = listOf(spec, 'finalizers')
      return given.includes(finalizer) ? spec : { ...spec, finalizers: [...given, finalizer] }
    })
    return {
      object: { ...withNameLabel(finalized), status: { phase: 'Active' } },
      unknown: isNameGenerated(object) ? [unknownLabel] : [],
    }
  },
  prepareForUpdate: knowing((object, old) => {
    const finalizers = objectAt(old, ['spec'])['finalizers']
    return withNameLabel(
      editAt(object, ['spec'], (spec) => withField(spec, 'finalizers', finalizers)),
    )
  }),
}

function withNameLabel(object: JsonObject): JsonObject {
  return editAt(object, ['metadata', 'labels'], (labels) => ({
    ...labels,
    [nameLabel]: nameOf(object),
  }))
}
