import { expect, test } from 'vitest'
import type { JsonObject } from '#src/core/index.ts'
import { priority } from '#src/core/kubernetes/stages/mutating/priority.ts'
import { clusterWith, podWith, unknownPaths } from '../surroundings.ts'

interface Row {
  readonly name: string
  readonly spec: JsonObject
  readonly classes: readonly JsonObject[]
  readonly expect: JsonObject
  readonly unknown?: readonly string[]
}

function priorityClass(name: string, other: JsonObject): JsonObject {
  return { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, ...other }
}

const lower = 'PreemptLowerPriority'

test.for<Row>([
  {
    name: 'no class is known: most clusters have no default',
    spec: {},
    classes: [],
    expect: { priority: 0, preemptionPolicy: lower },
    unknown: ['spec.priority'],
  },
  {
    name: 'classes, but no default',
    spec: {},
    classes: [priorityClass('high', { value: 9 })],
    expect: { priority: 0, preemptionPolicy: lower },
  },
  {
    name: 'the lowest of two defaults',
    spec: {},
    classes: [
      priorityClass('high', { value: 9, globalDefault: true }),
      priorityClass('low', { value: -9, globalDefault: true, preemptionPolicy: 'Never' }),
    ],
    expect: { priorityClassName: 'low', priority: -9, preemptionPolicy: 'Never' },
  },
  {
    name: 'a class preempts by default',
    spec: { priorityClassName: 'high' },
    classes: [priorityClass('high', { value: 9 })],
    expect: { priorityClassName: 'high', priority: 9, preemptionPolicy: lower },
  },
  {
    name: 'every cluster has the critical ones',
    spec: { priorityClassName: 'system-node-critical' },
    classes: [],
    expect: {
      priorityClassName: 'system-node-critical',
      priority: 2_000_001_000,
      preemptionPolicy: lower,
    },
  },
  {
    name: 'a class that nobody said',
    spec: { priorityClassName: 'tide' },
    classes: [priorityClass('high', { value: 9 })],
    expect: { priorityClassName: 'tide' },
    unknown: ['spec.priority'],
  },
  {
    name: 'what the Pod says stays',
    spec: { priority: 5, preemptionPolicy: 'Never' },
    classes: [],
    expect: { priority: 5, preemptionPolicy: 'Never' },
    unknown: ['spec.priority'],
  },
])('$name', ({ spec, classes, expect: expected, unknown = [] }) => {
  const staged = priority.admit(podWith({ containers: [], ...spec }), clusterWith(classes))
  expect(staged.object['spec']).toEqual({ containers: [], ...expected })
  expect(unknownPaths(staged.unknown)).toEqual(unknown)
})
