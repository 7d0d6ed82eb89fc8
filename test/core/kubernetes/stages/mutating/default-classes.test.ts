import { expect, test } from 'vitest'
import type { JsonObject, KubernetesVersion } from '#src/core/index.ts'
import { defaultIngressClass } from '#src/core/kubernetes/stages/mutating/default-ingress-class.ts'
import { defaultStorageClass } from '#src/core/kubernetes/stages/mutating/default-storage-class.ts'
import { podTopologyLabels } from '#src/core/kubernetes/stages/mutating/pod-topology-labels.ts'
import { clusterWith, podWith, unknownPaths } from '../surroundings.ts'

const storage = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'a' }
const isDefault = { 'storageclass.kubernetes.io/is-default-class': 'true' }

interface Row {
  readonly name: string
  readonly classes: readonly JsonObject[]
  readonly claim: JsonObject
  readonly expect: JsonObject
  readonly unknown?: readonly string[]
}

test.for<Row>([
  {
    name: 'the newest default class, then the first by name',
    classes: [
      { ...storage, metadata: { name: 'old', annotations: isDefault } },
      ...['b', 'a'].map((name) => ({
        ...storage,
        metadata: { name, annotations: isDefault, creationTimestamp: '2026-01-01T00:00:00Z' },
      })),
    ],
    claim: {},
    expect: { storageClassName: 'a' },
  },
  {
    name: 'the annotation of long ago',
    classes: [
      {
        ...storage,
        metadata: {
          name: 'old',
          annotations: { 'storageclass.beta.kubernetes.io/is-default-class': 'true' },
        },
      },
    ],
    claim: {},
    expect: { storageClassName: 'old' },
  },
  {
    name: 'no class is the default',
    classes: [{ ...storage, metadata: { name: 'a' } }],
    claim: {},
    expect: {},
  },
  {
    name: 'an empty name is a name',
    classes: [{ ...storage, metadata: { name: 'a', annotations: isDefault } }],
    claim: { storageClassName: '' },
    expect: { storageClassName: '' },
  },
  {
    name: 'nobody said a class',
    classes: [],
    claim: {},
    expect: {},
    unknown: ['spec.storageClassName'],
  },
])('a claim: $name', ({ classes, claim, expect: expected, unknown = [] }) => {
  const object = { kind: 'PersistentVolumeClaim', metadata: { name: 'c' }, spec: claim }
  const staged = defaultStorageClass.admit(object, clusterWith(classes))
  expect(staged.object).toEqual({ ...object, spec: expected })
  expect(unknownPaths(staged.unknown)).toEqual(unknown)
})

const ingressClass = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: {
    name: 'gate',
    annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' },
  },
}

test.for<{
  name: string
  annotations: JsonObject
  classes: readonly JsonObject[]
  expect: JsonObject
  unknown?: readonly string[]
}>([
  {
    name: 'the default class',
    annotations: {},
    classes: [ingressClass],
    expect: { ingressClassName: 'gate' },
  },
  {
    name: 'the annotation is a class too',
    annotations: { 'kubernetes.io/ingress.class': '' },
    classes: [ingressClass],
    expect: {},
  },
  {
    name: 'nobody said a class',
    annotations: {},
    classes: [],
    expect: {},
    unknown: ['spec.ingressClassName'],
  },
])('an Ingress: $name', ({ annotations, classes, expect: expected, unknown = [] }) => {
  const object = { kind: 'Ingress', metadata: { annotations }, spec: {} }
  const staged = defaultIngressClass.admit(object, clusterWith(classes))
  expect(staged.object).toEqual({ ...object, spec: expected })
  expect(unknownPaths(staged.unknown)).toEqual(unknown)
})

const node = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: 'n',
    labels: { 'topology.kubernetes.io/zone': 'z', 'kubernetes.io/arch': 'amd64' },
  },
}

test.for<{
  name: string
  spec: JsonObject
  version?: KubernetesVersion
  expect: JsonObject
  unknown?: readonly string[]
}>([
  { name: 'not on a node yet', spec: {}, expect: { 'topology.kubernetes.io/zone': 'own' } },
  { name: 'on a node', spec: { nodeName: 'n' }, expect: { 'topology.kubernetes.io/zone': 'z' } },
  {
    name: 'before 1.35',
    spec: { nodeName: 'n' },
    version: '1.34',
    expect: { 'topology.kubernetes.io/zone': 'own' },
  },
  {
    name: 'on a node that nobody said',
    spec: { nodeName: 'm' },
    expect: { 'topology.kubernetes.io/zone': 'own' },
    unknown: ['metadata.labels'],
  },
])('a Pod $name', ({ spec, version = '1.37', expect: labels, unknown = [] }) => {
  const pod = podWith(spec, { labels: { 'topology.kubernetes.io/zone': 'own' } })
  const staged = podTopologyLabels.admit(pod, clusterWith([node], { version }))
  expect(staged.object).toEqual(podWith(spec, { labels }))
  expect(unknownPaths(staged.unknown)).toEqual(unknown)
})
