import { jsonEqual } from '../../../source/equal.ts'
import type { JsonObject } from '../../../source/json-value.ts'
import { namespaceOf } from '../../object.ts'
import { objectsIn } from '../context-objects.ts'
import { editAt, editItems, itemsOf, objectAt, textOf, withMap } from '../edit.ts'
import type { Unknown } from '../surroundings.ts'
import { type MutatingPlugin, pods } from './mutating-plugin.ts'

const annotation = 'kubernetes.io/limit-ranger'

/**
 * The namespace's LimitRanges give containers the limits and requests that they lack; an annotation says which. What they
 * refuse is not judged here.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/admission/limitranger/admission.go
 */
export const limitRanger: MutatingPlugin = {
  name: 'LimitRanger',
  kinds: pods,
  admit: (object, surroundings) => {
    const namespace = namespaceOf(object)
    if (surroundings.objectsOf('v1', 'LimitRange').length === 0) {
      return { object, unknown: [unknownLimits(namespace)] }
    }
    const ranges = objectsIn(surroundings, 'v1', 'LimitRange', namespace)
    const limited = ranges.reduce(withDefaultsOf, object)
    const isOrdered = jsonEqual(limited, ranges.toReversed().reduce(withDefaultsOf, object))
    return { object: limited, unknown: isOrdered ? [] : unknownOrder }
  },
}

interface Defaults {
  readonly limits: JsonObject
  readonly requests: JsonObject
}

function withDefaultsOf(pod: JsonObject, range: JsonObject): JsonObject {
  const defaults = defaultsOf(range)
  const spec = objectAt(pod, ['spec'])
  const said = [
    ...itemsOf(spec, 'containers').flatMap((one) => sayingsOf(one, 'container', defaults)),
    ...itemsOf(spec, 'initContainers').flatMap((one) => sayingsOf(one, 'init container', defaults)),
  ]
  if (said.length === 0) return pod
  const completed = editAt(pod, ['spec'], (own) =>
    ['containers', 'initContainers'].reduce(
      (before, field) => editItems(before, field, (one) => withResources(one, defaults)),
      own,
    ),
  )
  return editAt(completed, ['metadata', 'annotations'], (annotations) => ({
    ...annotations,
    [annotation]: `LimitRanger plugin set: ${said.join('; ')}`,
  }))
}

/** Of several items the last one counts. */
function defaultsOf(range: JsonObject): Defaults {
  const items = itemsOf(objectAt(range, ['spec']), 'limits').filter(
    ({ type }) => type === 'Container',
  )
  return {
    limits: joined(items.map((item) => objectAt(item, ['default']))),
    requests: joined(items.map((item) => objectAt(item, ['defaultRequest']))),
  }
}

function joined(objects: readonly JsonObject[]): JsonObject {
  return Object.fromEntries(objects.flatMap((object) => Object.entries(object)))
}

/** What the annotation says of a container: its requests first. */
function sayingsOf(container: JsonObject, what: string, defaults: Defaults): readonly string[] {
  const name = textOf(container, 'name')
  return (['requests', 'limits'] as const).flatMap((list) => {
    const own = objectAt(container, ['resources', list])
    const set = Object.keys(defaults[list]).filter((resource) => !Object.hasOwn(own, resource))
    if (set.length === 0) return []
    const noun = list === 'requests' ? 'request' : 'limit'
    return [`${set.toSorted().join(', ')} ${noun} for ${what} ${name}`]
  })
}

function withResources(container: JsonObject, { limits, requests }: Defaults): JsonObject {
  return editAt(container, ['resources'], (own) =>
    withMap(withMap(own, 'limits', { ...limits, ...objectAt(own, ['limits']) }), 'requests', {
      ...requests,
      ...objectAt(own, ['requests']),
    }),
  )
}

function unknownLimits(namespace: string): Unknown {
  return {
    path: ['spec', 'containers'],
    what: 'limits and requests that a LimitRange of the namespace would add',
    why: 'the context has no LimitRange',
    substitute: 'nothing',
    decidedBy: { apiVersion: 'v1', kind: 'LimitRange', namespace },
  }
}

/** What several ranges say differently: the API server asks a list that has no order. */
const unknownOrder: readonly Unknown[] = [
  ['spec', 'containers'],
  ['spec', 'initContainers'],
  ['metadata', 'annotations', annotation],
].map((path) => ({
  path,
  what: 'which LimitRange of the namespace comes first',
  why: 'the API server takes them in any order; here it is that of the context',
  substitute: 'assumption',
}))
