import { expect, test } from 'vitest'
import type { JsonObject } from '#src/core/index.ts'
import { runtimeClass } from '#src/core/kubernetes/stages/mutating/runtime-class.ts'
import { mergeTolerations } from '#src/core/kubernetes/stages/mutating/tolerations.ts'
import { clusterWith, podWith, unknownPaths } from '../surroundings.ts'

const sandbox = {
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata: { name: 'sandbox' },
  handler: 'sandbox',
  overhead: { podFixed: { cpu: '0.25' } },
  scheduling: {
    nodeSelector: { sandbox: 'yes' },
    tolerations: [{ key: 'sandbox', operator: 'Exists' }],
  },
}

test.for<{ name: string; spec: JsonObject; expect: JsonObject; unknown?: readonly string[] }>([
  { name: 'a Pod without a class', spec: {}, expect: {} },
  {
    name: 'overhead, node selector and tolerations of the class',
    spec: { runtimeClassName: 'sandbox', nodeSelector: { a: 'b' } },
    expect: {
      runtimeClassName: 'sandbox',
      nodeSelector: { a: 'b', sandbox: 'yes' },
      overhead: { cpu: '250m' },
      tolerations: [{ key: 'sandbox', operator: 'Exists' }],
    },
  },
  {
    name: 'a class that nobody said',
    spec: { runtimeClassName: 'other' },
    expect: { runtimeClassName: 'other' },
    unknown: ['spec.overhead'],
  },
])('$name', ({ spec, expect: expected, unknown = [] }) => {
  const staged = runtimeClass.admit(podWith({ containers: [], ...spec }), clusterWith([sandbox]))
  expect(staged.object['spec']).toEqual({ containers: [], ...expected })
  expect(unknownPaths(staged.unknown)).toEqual(unknown)
})

const exists = { key: 'a', operator: 'Exists' }
const equal = { key: 'a', operator: 'Equal', value: 'v' }
const forSeconds = { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }

test.for<{ name: string; first: JsonObject[]; second: JsonObject[]; expect: JsonObject[] }>([
  { name: 'equal ones', first: [exists], second: [exists], expect: [exists] },
  { name: 'a wider one before', first: [exists], second: [equal], expect: [exists] },
  { name: 'a wider one behind', first: [equal], second: [exists], expect: [exists] },
  {
    name: 'another key',
    first: [exists],
    second: [{ ...equal, key: 'b' }],
    expect: [exists, { ...equal, key: 'b' }],
  },
  {
    name: 'any key',
    first: [equal],
    second: [{ operator: 'Exists' }],
    expect: [{ operator: 'Exists' }],
  },
  {
    name: 'another effect',
    first: [{ ...exists, effect: 'NoSchedule' }],
    second: [{ ...exists, effect: 'NoExecute' }],
    expect: [
      { ...exists, effect: 'NoSchedule' },
      { ...exists, effect: 'NoExecute' },
    ],
  },
  {
    name: 'more seconds',
    first: [forSeconds],
    second: [{ ...forSeconds, tolerationSeconds: 4 }],
    expect: [forSeconds],
  },
  {
    name: 'any time is not within seconds',
    first: [forSeconds],
    second: [{ ...equal, effect: 'NoExecute' }],
    expect: [forSeconds, { ...equal, effect: 'NoExecute' }],
  },
  {
    name: 'an absent operator means equal in the wider one only',
    first: [{ key: 'a', value: 'v' }],
    second: [equal],
    expect: [{ key: 'a', value: 'v' }],
  },
  {
    name: 'another value',
    first: [equal],
    second: [{ ...equal, value: 'w' }],
    expect: [equal, { ...equal, value: 'w' }],
  },
])('tolerations: $name', ({ first, second, expect: expected }) => {
  expect(mergeTolerations(first, second)).toEqual(expected)
})
