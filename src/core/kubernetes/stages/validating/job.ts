import { jsonEqual } from '../../../source/equal.ts'
import type { JsonObject } from '../../../source/json-value.ts'
import { labelsOf, nameOf } from '../../object.ts'
import { editAt, objectAt, textOf } from '../edit.ts'
import { isNameGenerated } from '../generated-name.ts'
import type { Unknown } from '../surroundings.ts'
import { always, ofSpec, type Strategy } from './strategy.ts'

const template = ['spec', 'template']
const labels = [...template, 'metadata', 'labels']
const matchLabels = ['spec', 'selector', 'matchLabels']

const controllerUid = 'batch.kubernetes.io/controller-uid'

const nameLabels = ['job-name', 'batch.kubernetes.io/job-name']
const uidLabels = ['controller-uid', controllerUid]

/**
 * A Job selects its Pods by its own uid, and labels them with it and its name, unless it manages its selector itself.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/batch/job/strategy.go
 */
export const job: Strategy = {
  group: 'batch',
  kind: 'Job',
  generation: ofSpec,
  ownsStatusSince: always,
  prepareForCreate: (object) =>
    objectAt(object, ['spec'])['manualSelector'] === true
      ? { object, unknown: [] }
      : withSelector(object),
}

function withSelector(object: JsonObject): { object: JsonObject; unknown: readonly Unknown[] } {
  const uid = textOf(objectAt(object, ['metadata']), 'uid')
  const name = nameOf(object)
  const own = {
    'job-name': name,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    [controllerUid]: uid,
  }
  const before = objectAt(object, labels)
  const labelled = editAt(object, labels, (given) => ({ ...own, ...given }))
  const selecting = editAt(labelled, matchLabels, (given) => ({ [controllerUid]: uid, ...given }))
  const added = uidLabels.filter((key) => !Object.hasOwn(before, key))
  return {
    object: selecting,
    unknown: [
      ...unknownName(object, before),
      ...unknownOwnLabels(object, before),
      ...added.map((key) => unknownUid([...labels, key])),
      ...(Object.hasOwn(objectAt(object, matchLabels), controllerUid)
        ? []
        : [unknownUid([...matchLabels, controllerUid])]),
    ],
  }
}

function unknownUid(path: Unknown['path']): Unknown {
  return {
    path,
    what: "the Job's uid",
    why: 'the API server draws it',
    substitute: 'placeholder',
  }
}

/** Where the Job's name is generated, its labels say it too. */
function unknownName(object: JsonObject, before: JsonObject): readonly Unknown[] {
  if (!isNameGenerated(object)) return []
  return nameLabels
    .filter((key) => !Object.hasOwn(before, key))
    .map((key) => ({
      path: [...labels, key],
      what: "the Job's generated name",
      why: 'its end is random',
      substitute: 'placeholder',
    }))
}

/**
 * A Job without labels has its template's by default, and both are one map in the API server: until a webhook changes the Job, what
 * is added to one is added to the other. Here they are two.
 */
function unknownOwnLabels(object: JsonObject, before: JsonObject): readonly Unknown[] {
  const own = labelsOf(object)
  if (Object.keys(own).length === 0 || !jsonEqual(own, before)) return []
  return [...nameLabels, ...uidLabels]
    .filter((key) => !Object.hasOwn(own, key))
    .map((key) => ({
      path: ['metadata', 'labels', key],
      what: 'the label that is added to the template',
      why: "only where the Job's own labels are its template's by default",
      substitute: 'nothing',
    }))
}
