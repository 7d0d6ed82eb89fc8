import { labelsOf } from '../../object.ts'
import { isAtLeast } from '../../version.ts'
import { namedObject } from '../context-objects.ts'
import { editAt, objectAt, textOf } from '../edit.ts'
import type { Unknown } from '../surroundings.ts'
import { known, type MutatingPlugin, pods } from './mutating-plugin.ts'

const labels = ['topology.kubernetes.io/zone', 'topology.kubernetes.io/region']

/**
 * A Pod that names its node gets the node's zone and region as labels, by default since 1.35.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/admission/podtopologylabels/admission.go
 */
export const podTopologyLabels: MutatingPlugin = {
  name: 'PodTopologyLabels',
  kinds: pods,
  admit: (object, surroundings) => {
    const name = textOf(objectAt(object, ['spec']), 'nodeName')
    if (name === '' || !isAtLeast(surroundings.version, '1.35')) return known(object)
    const node = namedObject(surroundings, 'v1', 'Node', { name })
    if (node === undefined) return { object, unknown: [unknownLabels(name)] }
    const entries = Object.entries(labelsOf(node)).filter(([key]) => labels.includes(key))
    if (entries.length === 0) return known(object)
    return known(
      editAt(object, ['metadata', 'labels'], (own) => ({ ...own, ...Object.fromEntries(entries) })),
    )
  },
}

function unknownLabels(name: string): Unknown {
  return {
    path: ['metadata', 'labels'],
    what: "labels for the node's zone and region",
    why: `the context has no Node "${name}"`,
    substitute: 'nothing',
    decidedBy: { apiVersion: 'v1', kind: 'Node', name },
  }
}
