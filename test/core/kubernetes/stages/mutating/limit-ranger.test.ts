import { expect, test } from 'vitest'
import type { JsonObject } from '#src/core/index.ts'
import { limitRanger } from '#src/core/kubernetes/stages/mutating/limit-ranger.ts'
import { clusterWith, podWith, unknownPaths } from '../surroundings.ts'

interface Row {
  readonly name: string
  readonly ranges: readonly JsonObject[]
  readonly containers: readonly JsonObject[]
  readonly expect: readonly JsonObject[]
  readonly says?: string
  readonly unknown?: readonly string[]
}

function range(limits: readonly JsonObject[], namespace = 'harbour'): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'limits', namespace },
    spec: { limits },
  }
}

test.for<Row>([
  {
    name: 'limits and requests that are missing, in canonical form',
    ranges: [
      range([
        {
          type: 'Container',
          default: { memory: '0.5Gi', cpu: '1000m' },
          defaultRequest: { cpu: '0.25' },
        },
      ]),
    ],
    containers: [
      { name: 'a', resources: {} },
      { name: 'b', resources: { limits: { cpu: '2' }, requests: { cpu: '2' } } },
    ],
    expect: [
      {
        name: 'a',
        resources: {
          limits: { cpu: '1', memory: '512Mi' },
          requests: { cpu: '250m', memory: '512Mi' },
        },
      },
      {
        name: 'b',
        resources: {
          limits: { cpu: '2', memory: '512Mi' },
          requests: { cpu: '2', memory: '512Mi' },
        },
      },
    ],
    says: 'cpu, memory request for container a; cpu, memory limit for container a; memory request for container b; memory limit for container b',
  },
  {
    name: 'a maximum is a default limit, and that a default request',
    ranges: [range([{ type: 'Container', max: { cpu: '2' } }])],
    containers: [{ name: 'a' }],
    expect: [{ name: 'a', resources: { limits: { cpu: '2' }, requests: { cpu: '2' } } }],
    says: 'cpu request for container a; cpu limit for container a',
  },
  {
    name: 'limits of Pods and claims give containers nothing',
    ranges: [range([{ type: 'Pod', max: { cpu: '2' } }])],
    containers: [{ name: 'a', resources: {} }],
    expect: [{ name: 'a', resources: {} }],
  },
  {
    name: 'another namespace’s limits',
    ranges: [range([{ type: 'Container', max: { cpu: '2' } }], 'quay')],
    containers: [{ name: 'a' }],
    expect: [{ name: 'a' }],
  },
  {
    name: 'two ranges that say different things have no order',
    ranges: [
      range([{ type: 'Container', defaultRequest: { cpu: '1' } }]),
      range([{ type: 'Container', defaultRequest: { cpu: '2' } }]),
    ],
    containers: [{ name: 'a' }],
    expect: [{ name: 'a', resources: { requests: { cpu: '1' } } }],
    says: 'cpu request for container a',
    unknown: [
      'spec.containers',
      'spec.initContainers',
      'metadata.annotations.kubernetes.io/limit-ranger',
    ],
  },
  {
    name: 'nobody said a range',
    ranges: [],
    containers: [{ name: 'a' }],
    expect: [{ name: 'a' }],
    unknown: ['spec.containers'],
  },
])('$name', ({ ranges, containers, expect: expected, says, unknown = [] }) => {
  const { object, unknown: found } = limitRanger.admit(podWith({ containers }), clusterWith(ranges))
  expect(object).toEqual(
    podWith(
      { containers: expected },
      says === undefined
        ? {}
        : { annotations: { 'kubernetes.io/limit-ranger': `LimitRanger plugin set: ${says}` } },
    ),
  )
  expect(unknownPaths(found)).toEqual(unknown)
})

test('init containers are limited too, and named so', () => {
  const ranges = [range([{ type: 'Container', defaultRequest: { cpu: '1' } }])]
  const pod = podWith({ containers: [], initContainers: [{ name: 'first' }] })
  expect(limitRanger.admit(pod, clusterWith(ranges)).object['metadata']).toMatchObject({
    annotations: {
      'kubernetes.io/limit-ranger': 'LimitRanger plugin set: cpu request for init container first',
    },
  })
})
