import type { JsonObject } from '../../../source/json-value.ts'
import { nameOf } from '../../object.ts'
import { namedObject, objectsIn } from '../context-objects.ts'
import { editAt, objectAt, textOf, withField } from '../edit.ts'
import type { Staged, Surroundings, Unknown } from '../surroundings.ts'
import { known, type MutatingPlugin, pods } from './mutating-plugin.ts'

/** Every cluster has them. https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/ */
const systemClasses: ReadonlyMap<string, number> = new Map([
  ['system-cluster-critical', 2_000_000_000],
  ['system-node-critical', 2_000_001_000],
])

const preemptLower = 'PreemptLowerPriority'

/**
 * The Pod's class, or the cluster's default class, or none, says the Pod's priority. What the Pod says itself stays: where it
 * differs, the API server refuses the Pod.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/admission/priority/admission.go
 */
export const priority: MutatingPlugin = {
  name: 'Priority',
  kinds: pods,
  admit: (object, surroundings) => {
    const name = textOf(objectAt(object, ['spec']), 'priorityClassName')
    return name === ''
      ? withDefaultClass(object, surroundings)
      : withClass(object, name, surroundings)
  },
}

interface Priority {
  readonly priorityClassName?: string
  readonly priority: JsonObject[string]
  readonly preemptionPolicy: JsonObject[string] | undefined
}

function withClass(object: JsonObject, name: string, surroundings: Surroundings): Staged {
  const found = namedObject(surroundings, 'scheduling.k8s.io/v1', 'PriorityClass', { name })
  if (found !== undefined) return known(withPriority(object, priorityOf(found)))
  const value = systemClasses.get(name)
  if (value === undefined) return { object, unknown: [unknownClass(name)] }
  return known(withPriority(object, { priority: value, preemptionPolicy: preemptLower }))
}

function withDefaultClass(object: JsonObject, surroundings: Surroundings): Staged {
  const classes = objectsIn(surroundings, 'scheduling.k8s.io/v1', 'PriorityClass')
  const [lowest] = classes
    .filter((one) => one['globalDefault'] === true)
    .toSorted((left, right) => Number(left['value']) - Number(right['value']))
  if (lowest !== undefined) {
    return known(withPriority(object, { priorityClassName: nameOf(lowest), ...priorityOf(lowest) }))
  }
  return {
    object: withPriority(object, { priority: 0, preemptionPolicy: preemptLower }),
    unknown: classes.length === 0 ? [assumedPriority] : [],
  }
}

function priorityOf(priorityClass: JsonObject): Priority {
  return {
    priority: priorityClass['value'] ?? 0,
    preemptionPolicy: priorityClass['preemptionPolicy'],
  }
}

function withPriority(object: JsonObject, given: Priority): JsonObject {
  return editAt(object, ['spec'], (spec) => {
    const named =
      given.priorityClassName === undefined
        ? spec
        : { ...spec, priorityClassName: given.priorityClassName }
    return withField(
      { ...named, priority: spec['priority'] ?? given.priority },
      'preemptionPolicy',
      spec['preemptionPolicy'] ?? given.preemptionPolicy,
    )
  })
}

const assumedPriority: Unknown = {
  path: ['spec', 'priority'],
  what: 'the priority that the default PriorityClass gives',
  why: 'the context has no PriorityClass: 0 is what a cluster without a default class gives',
  substitute: 'assumption',
  decidedBy: { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass' },
}

function unknownClass(name: string): Unknown {
  return {
    path: ['spec', 'priority'],
    what: 'the priority and the preemption policy of the class',
    why: `the context has no PriorityClass "${name}"`,
    substitute: 'nothing',
    decidedBy: { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', name },
  }
}
