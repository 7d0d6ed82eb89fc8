import { isObject, type JsonObject } from '../../../source/json-value.ts'
import { namedObject } from '../context-objects.ts'
import { editAt, itemsOf, objectAt, withField, withMap } from '../edit.ts'
import type { Unknown } from '../surroundings.ts'
import { known, type MutatingPlugin, pods } from './mutating-plugin.ts'
import { mergeTolerations } from './tolerations.ts'

/**
 * A Pod gets the overhead, node selector and tolerations of its runtime class. What the class contradicts is refused in a
 * cluster and not judged here.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/admission/runtimeclass/admission.go
 */
export const runtimeClass: MutatingPlugin = {
  name: 'RuntimeClass',
  kinds: pods,
  admit: (object, surroundings) => {
    const name = objectAt(object, ['spec'])['runtimeClassName']
    if (typeof name !== 'string') return known(object)
    const found = namedObject(surroundings, 'node.k8s.io/v1', 'RuntimeClass', { name })
    if (found === undefined) return { object, unknown: [unknownClass(name)] }
    return known(
      editAt(object, ['spec'], (spec) => withScheduling(withOverhead(spec, found), found)),
    )
  },
}

function withOverhead(spec: JsonObject, runtime: JsonObject): JsonObject {
  if (!isObject(runtime['overhead'])) return spec
  return withMap(spec, 'overhead', objectAt(runtime, ['overhead', 'podFixed']))
}

function withScheduling(spec: JsonObject, runtime: JsonObject): JsonObject {
  const scheduling = runtime['scheduling']
  if (!isObject(scheduling)) return spec
  const selector = {
    ...objectAt(spec, ['nodeSelector']),
    ...objectAt(scheduling, ['nodeSelector']),
  }
  const tolerations = mergeTolerations(
    itemsOf(spec, 'tolerations'),
    itemsOf(scheduling, 'tolerations'),
  )
  return withField(
    withMap(spec, 'nodeSelector', selector),
    'tolerations',
    tolerations.length === 0 ? undefined : tolerations,
  )
}

function unknownClass(name: string): Unknown {
  return {
    path: ['spec', 'overhead'],
    what: 'overhead, node selector and tolerations of the runtime class',
    why: `the context has no RuntimeClass "${name}"`,
    substitute: 'nothing',
    decidedBy: { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', name },
  }
}
