import { jsonEqual } from '../../../source/equal.ts'
import { fieldOf, type JsonObject } from '../../../source/json-value.ts'
import { annotationsOf } from '../../object.ts'
import { templateGeneration } from '../convert/daemon-set.ts'
import { parseInt64 } from '../convert/parse-int64.ts'
import { editAt, objectAt } from '../edit.ts'
import { always, knowing, ofSpec, type Strategy } from './strategy.ts'

const template = ['spec', 'template']

/**
 * The template of a DaemonSet has a generation of its own, in an annotation.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/apps/daemonset/strategy.go
 */
export const daemonSet: Strategy = {
  group: 'apps',
  kind: 'DaemonSet',
  generation: ofSpec,
  ownsStatusSince: always,
  prepareForCreate: knowing((object) => {
    const given = generationOf(object)
    return withGeneration(object, given < 1n ? 1n : given)
  }),
  prepareForUpdate: knowing((object, old) => {
    const isSame = jsonEqual(objectAt(object, template), objectAt(old, template))
    return withGeneration(object, generationOf(old) + (isSame ? 0n : 1n))
  }),
}

function generationOf(object: JsonObject): bigint {
  const parsed = parseInt64(String(fieldOf(annotationsOf(object), templateGeneration)))
  return parsed.kind === 'int64' ? parsed.value : 0n
}

function withGeneration(object: JsonObject, generation: bigint): JsonObject {
  return editAt(object, ['metadata', 'annotations'], (annotations) => ({
    ...annotations,
    [templateGeneration]: String(generation),
  }))
}
