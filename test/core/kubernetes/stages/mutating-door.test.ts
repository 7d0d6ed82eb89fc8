import { expect, test } from 'vitest'
import type { JsonObject } from '#src/core/index.ts'
import { atMutatingDoor } from '#src/core/kubernetes/stages/mutating-door.ts'
import { clusterWith, kindOf, podWith, unknownPaths } from './surroundings.ts'

interface Row {
  readonly name: string
  readonly given: JsonObject
  readonly expect: JsonObject
  readonly namespace?: string
}

const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'keel', uid: 'u-1' }

test.for<Row>([
  {
    name: 'system fields and managed fields go, the rest of the metadata stays',
    given: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'a',
        namespace: 'harbour',
        uid: 'mine',
        creationTimestamp: '2020-01-01T00:00:00Z',
        deletionTimestamp: '2020-01-01T00:00:00Z',
        deletionGracePeriodSeconds: 3,
        selfLink: '/a',
        generation: 7,
        managedFields: [{ manager: 'me' }],
      },
    },
    expect: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'harbour', generation: 7 },
    },
  },
  {
    name: 'an owner that is named twice is there once',
    given: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', ownerReferences: [owner, { ...owner, name: 'mast' }, owner] },
    },
    expect: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'a',
        namespace: 'default',
        ownerReferences: [owner, { ...owner, name: 'mast' }],
      },
    },
  },
  {
    name: 'the namespace is the request’s',
    namespace: 'quay',
    given: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'a-' } },
    expect: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { generateName: 'a-', namespace: 'quay' },
    },
  },
  {
    name: 'what belongs to the cluster has no namespace',
    namespace: 'quay',
    given: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'a', namespace: 'quay' },
    },
    expect: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'a' },
    },
  },
  {
    name: 'a Node is not ready, behind its own taints',
    given: {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'a' },
      spec: { taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' }] },
    },
    expect: {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'a' },
      spec: {
        taints: [
          { key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' },
          { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' },
        ],
      },
    },
  },
  {
    name: 'a Node that says it is not ready',
    given: {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'a' },
      spec: {
        taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule', value: 'x' }],
      },
    },
    expect: {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'a' },
      spec: {
        taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule', value: 'x' }],
      },
    },
  },
  {
    name: 'a volume is protected, behind its own finalizers',
    given: {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'a', finalizers: ['harbour.example/hold'] },
    },
    expect: {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: {
        name: 'a',
        finalizers: ['harbour.example/hold', 'kubernetes.io/pv-protection'],
      },
    },
  },
  {
    name: 'a class of volume attributes is protected once',
    given: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'VolumeAttributesClass',
      metadata: { name: 'a', finalizers: ['kubernetes.io/vac-protection'] },
    },
    expect: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'VolumeAttributesClass',
      metadata: { name: 'a', finalizers: ['kubernetes.io/vac-protection'] },
    },
  },
  {
    name: 'a device is tainted since the request',
    given: {
      apiVersion: 'resource.k8s.io/v1',
      kind: 'ResourceSlice',
      metadata: { name: 'a' },
      spec: { devices: [{ name: 'd', taints: [{ key: 'rust' }] }, { name: 'e' }] },
    },
    expect: {
      apiVersion: 'resource.k8s.io/v1',
      kind: 'ResourceSlice',
      metadata: { name: 'a' },
      spec: {
        devices: [
          { name: 'd', taints: [{ key: 'rust', timeAdded: '2026-02-03T04:05:06Z' }] },
          { name: 'e' },
        ],
      },
    },
  },
])('$name', ({ given, expect: expected, namespace }) => {
  const surroundings = clusterWith([], namespace === undefined ? {} : { namespace })
  expect(atMutatingDoor(given, kindOf(given), surroundings).object).toEqual(expected)
})

test('all plugins have their turn with a Pod of which nothing is known', () => {
  const { object, unknown } = atMutatingDoor(
    podWith({ nodeName: 'n' }),
    kindOf(podWith({})),
    clusterWith(),
  )
  expect(object['spec']).toEqual({
    containers: [{ name: 'main', resources: {} }],
    nodeName: 'n',
    serviceAccountName: 'default',
    serviceAccount: 'default',
    priority: 0,
    preemptionPolicy: 'PreemptLowerPriority',
    tolerations: [notReady, unreachable],
  })
  expect(unknownPaths(unknown)).toEqual([
    'spec.containers',
    'spec.volumes',
    'spec.imagePullSecrets',
    'spec.priority',
    'metadata.labels',
  ])
})

const notReady = {
  key: 'node.kubernetes.io/not-ready',
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}
const unreachable = { ...notReady, key: 'node.kubernetes.io/unreachable' }

test.for<{ name: string; given: readonly JsonObject[]; added: readonly JsonObject[] }>([
  { name: 'any key', given: [{ operator: 'Exists', effect: 'NoExecute' }], added: [] },
  { name: 'any effect', given: [{ operator: 'Exists' }], added: [] },
  {
    name: 'one of the two',
    given: [{ key: 'node.kubernetes.io/not-ready', operator: 'Equal', value: 'x' }],
    added: [unreachable],
  },
  {
    name: 'another effect',
    given: [{ operator: 'Exists', effect: 'NoSchedule' }],
    added: [notReady, unreachable],
  },
])('tolerations that speak of $name', ({ given, added }) => {
  const pod = podWith({ tolerations: given })
  const { object } = atMutatingDoor(pod, kindOf(pod), clusterWith())
  expect((object['spec'] as JsonObject)['tolerations']).toEqual([...given, ...added])
})
