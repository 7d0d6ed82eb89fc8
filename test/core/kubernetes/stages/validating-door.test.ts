import { expect, test } from 'vitest'
import type { JsonObject, KubernetesVersion } from '#src/core/index.ts'
import { builtInKinds } from '#src/core/kubernetes/schema/schema.ts'
import type { StagedKind } from '#src/core/kubernetes/stages/surroundings.ts'
import { atValidatingDoor } from '#src/core/kubernetes/stages/validating-door.ts'
import { clusterWith, kindOf, unknownPaths } from './surroundings.ts'

const uid = '00000000-0000-4000-8000-000000000000'
const time = '2026-02-03T04:05:06Z'

function through(object: JsonObject, version: KubernetesVersion = '1.37'): JsonObject {
  return atValidatingDoor(object, kindOf(object), clusterWith([], { version })).object
}

test.for([
  { name: 'a name stays', given: { name: 'a', generateName: 'b-' }, expect: 'a', unknown: [] },
  {
    name: 'a name is generated',
    given: { generateName: 'b-' },
    expect: 'b-xxxxx',
    unknown: ['metadata.name'],
  },
  {
    name: 'a long prefix is cut',
    given: { generateName: 'b'.repeat(70) },
    expect: `${'b'.repeat(58)}xxxxx`,
    unknown: ['metadata.name'],
  },
])('$name', ({ given, expect: name, unknown }) => {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: given }
  const staged = atValidatingDoor(object, kindOf(object), clusterWith())
  expect(staged.object).toEqual({
    ...object,
    metadata: { ...given, name, uid, creationTimestamp: time },
  })
  expect(unknownPaths(staged.unknown)).toEqual(unknown)
})

/** Kinds of which a new object has generation 1, as the API server answers for every kind that it serves. */
const counted =
  `MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy
  ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration CustomResourceDefinition DaemonSet Deployment ReplicaSet
  StatefulSet HorizontalPodAutoscaler CronJob Job EndpointSlice FlowSchema PriorityLevelConfiguration Ingress IngressClass
  NetworkPolicy PodDisruptionBudget DeviceClass DeviceTaintRule ResourceSlice PriorityClass Pod PodTemplate
  ReplicationController`.split(/\s+/)

test('every kind has a generation or has none', () => {
  const withGeneration = builtInKinds()
    .map((served) => served as StagedKind)
    .filter(({ group, version, kind }) => {
      const apiVersion = group === '' ? version : `${group}/${version}`
      const { metadata } = through({ apiVersion, kind, metadata: { name: 'a' } })
      return (metadata as JsonObject)['generation'] === 1
    })
    .map(({ kind }) => kind)
  expect(new Set(withGeneration)).toEqual(new Set(counted))
})

test.for<{ kind: string; version: KubernetesVersion; generation: number | undefined }>([
  { kind: 'v1 Pod', version: '1.32', generation: undefined },
  { kind: 'v1 Pod', version: '1.33', generation: 1 },
  { kind: 'autoscaling/v2 HorizontalPodAutoscaler', version: '1.36', generation: undefined },
  { kind: 'autoscaling/v2 HorizontalPodAutoscaler', version: '1.37', generation: 1 },
])('the generation of a $kind in $version', ({ kind: of, version, generation }) => {
  const [apiVersion = '', kind = ''] = of.split(' ')
  const { metadata } = through({ apiVersion, kind, metadata: { name: 'a' } }, version)
  expect((metadata as JsonObject)['generation']).toBe(generation)
})

test.for<{ kind: string; expect: JsonObject | undefined }>([
  { kind: 'apps/v1 Deployment', expect: {} },
  { kind: 'apps/v1 ReplicaSet', expect: { replicas: 0 } },
  { kind: 'apps/v1 StatefulSet', expect: { replicas: 0, availableReplicas: 0 } },
  {
    kind: 'autoscaling/v2 HorizontalPodAutoscaler',
    expect: { desiredReplicas: 0, currentMetrics: null },
  },
  { kind: 'v1 PersistentVolumeClaim', expect: {} },
  { kind: 'v1 PersistentVolume', expect: { phase: 'Pending', lastPhaseTransitionTime: time } },
  { kind: 'v1 Namespace', expect: { phase: 'Active' } },
  { kind: 'storage.k8s.io/v1 VolumeAttachment', expect: { attached: false } },
  { kind: 'v1 Node', expect: { phase: 'Given' } },
  { kind: 'networking.k8s.io/v1 NetworkPolicy', expect: { phase: 'Given' } },
  {
    kind: 'apiregistration.k8s.io/v1 APIService',
    expect: {
      conditions: [
        {
          type: 'Available',
          status: 'True',
          lastTransitionTime: time,
          reason: 'Local',
          message: 'Local APIServices are always available',
        },
      ],
    },
  },
  {
    kind: 'apiextensions.k8s.io/v1 CustomResourceDefinition',
    expect: {
      conditions: null,
      acceptedNames: { plural: '', kind: '' },
      storedVersions: ['v2'],
    },
  },
])('the status of a new $kind', ({ kind: of, expect: status }) => {
  const [apiVersion = '', kind = ''] = of.split(' ')
  const spec = { versions: [{ name: 'v1' }, { name: 'v2', storage: true }] }
  const object = { apiVersion, kind, metadata: { name: 'a' }, spec, status: { phase: 'Given' } }
  expect(through(object)['status']).toEqual(status)
})

interface Row {
  readonly name: string
  readonly kind: string
  readonly given: JsonObject
  readonly expect: JsonObject
  readonly version?: KubernetesVersion
}

const generation = 'deprecated.daemonset.template.generation'
const match = 'pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match'

test.for<Row>([
  {
    name: 'a namespace is labelled with its name and held by Kubernetes',
    kind: 'v1 Namespace',
    given: { metadata: { generateName: 'n-', labels: { a: 'b' } }, spec: { finalizers: ['x/y'] } },
    expect: {
      metadata: { labels: { a: 'b', 'kubernetes.io/metadata.name': 'n-xxxxx' } },
      spec: { finalizers: ['x/y', 'kubernetes'] },
    },
  },
  {
    name: 'a template generation of a DaemonSet is at least 1',
    kind: 'apps/v1 DaemonSet',
    given: { metadata: { name: 'a', annotations: { [generation]: '0' } } },
    expect: { metadata: { annotations: { [generation]: '1' } } },
  },
  {
    name: 'a template generation of a DaemonSet stays',
    kind: 'apps/v1 DaemonSet',
    given: { metadata: { name: 'a', annotations: { [generation]: '7' } } },
    expect: { metadata: { annotations: { [generation]: '7' } } },
  },
  {
    name: 'secrets of a service account are only named',
    kind: 'v1 ServiceAccount',
    given: { metadata: { name: 'a' }, secrets: [{ name: 's', kind: 'Secret' }, {}] },
    expect: { secrets: [{ name: 's' }, {}] },
  },
  {
    name: 'a Node has no dynamic configuration, but a status',
    kind: 'v1 Node',
    given: {
      metadata: { name: 'a' },
      spec: { configSource: {}, providerID: 'p' },
      status: { config: {}, phase: 'Running' },
    },
    expect: { spec: { providerID: 'p' }, status: { phase: 'Running' } },
  },
  {
    name: 'endpoints have no topology of their own',
    kind: 'discovery.k8s.io/v1 EndpointSlice',
    given: { metadata: { name: 'a' }, endpoints: [{ deprecatedTopology: { a: 'b' }, zone: 'z' }] },
    expect: { endpoints: [{ zone: 'z' }] },
  },
  {
    name: 'a budget loses the label of an empty selector',
    kind: 'policy/v1 PodDisruptionBudget',
    given: {
      metadata: { name: 'a' },
      spec: {
        selector: {
          matchLabels: { a: 'b' },
          matchExpressions: [{ key: match, operator: 'DoesNotExist' }],
        },
      },
    },
    expect: { spec: { selector: { matchLabels: { a: 'b' } } } },
  },
  {
    name: 'a budget for no Pod keeps it',
    kind: 'policy/v1 PodDisruptionBudget',
    given: {
      metadata: { name: 'a' },
      spec: { selector: { matchExpressions: [{ key: match, operator: 'Exists' }] } },
    },
    expect: { spec: { selector: { matchExpressions: [{ key: match, operator: 'Exists' }] } } },
  },
  {
    name: 'annotations hold no status of an autoscaler',
    kind: 'autoscaling/v1 HorizontalPodAutoscaler',
    given: {
      metadata: {
        name: 'a',
        annotations: {
          'autoscaling.alpha.kubernetes.io/conditions': '[]',
          'autoscaling.alpha.kubernetes.io/behavior': '{}',
        },
      },
    },
    expect: { metadata: { annotations: { 'autoscaling.alpha.kubernetes.io/behavior': '{}' } } },
  },
  {
    name: 'a field behind a gate that is off goes',
    kind: 'coordination.k8s.io/v1 Lease',
    given: { metadata: { name: 'a' }, spec: { strategy: 'x', holderIdentity: 'h' } },
    expect: { spec: { holderIdentity: 'h' } },
  },
  {
    name: 'a field behind a gate that is on stays',
    kind: 'batch/v1 Job',
    given: { metadata: { name: 'a' }, spec: { manualSelector: true, managedBy: 'a.b/c' } },
    expect: { spec: { manualSelector: true, managedBy: 'a.b/c' } },
  },
  {
    name: 'a field behind a gate that was off goes',
    kind: 'batch/v1 Job',
    version: '1.31',
    given: { metadata: { name: 'a' }, spec: { manualSelector: true, managedBy: 'a.b/c' } },
    expect: { spec: { manualSelector: true } },
  },
  {
    name: 'fields of items behind a gate go everywhere',
    kind: 'resource.k8s.io/v1 ResourceSlice',
    given: {
      metadata: { name: 'a' },
      spec: { devices: [{ attributes: { x: { ints: [1], int: 2 } } }, {}] },
    },
    expect: { spec: { devices: [{ attributes: { x: { int: 2 } } }, {}] } },
  },
  {
    name: 'the template of a workload is a Pod',
    kind: 'apps/v1 Deployment',
    given: {
      metadata: { name: 'a' },
      spec: {
        template: {
          metadata: { annotations: { 'pod.alpha.kubernetes.io/init-containers': 'x' } },
          spec: { containers: [{ name: 'c', lifecycle: { stopSignal: 'SIGKILL' } }] },
        },
      },
    },
    expect: { spec: { template: { metadata: {}, spec: { containers: [{ name: 'c' }] } } } },
  },
])('$name', ({ kind: of, given, expect: expected, version }) => {
  const [apiVersion = '', kind = ''] = of.split(' ')
  const object = through({ apiVersion, kind, ...given }, version)
  const { metadata, ...rest } = expected
  for (const [field, value] of Object.entries(rest)) expect(object[field]).toEqual(value)
  for (const [field, value] of Object.entries((metadata ?? {}) as JsonObject)) {
    expect((object['metadata'] as JsonObject)[field]).toEqual(value)
  }
})

test('a LimitRange without a name is called by a uid', () => {
  const object = { apiVersion: 'v1', kind: 'LimitRange', metadata: {} }
  const staged = atValidatingDoor(object, kindOf(object), clusterWith())
  expect(staged.object['metadata']).toEqual({ name: uid, uid, creationTimestamp: time })
  expect(unknownPaths(staged.unknown)).toEqual(['metadata.name'])
})

test('a Binding is not stored', () => {
  const object = { apiVersion: 'v1', kind: 'Binding', metadata: { name: 'a' }, target: {} }
  expect(through(object)).toBe(object)
})

test.for([
  { name: 'nobody', user: undefined, spec: { request: 'r' }, unknown: ['spec.username'] },
  {
    name: 'an administrator',
    user: { username: 'admin', groups: ['g'], extra: { key: ['v'] } },
    spec: { request: 'r', username: 'admin', groups: ['g'], extra: { key: ['v'] } },
    unknown: [],
  },
])('a certificate is asked for by $name', ({ user, spec, unknown }) => {
  const object = {
    apiVersion: 'certificates.k8s.io/v1',
    kind: 'CertificateSigningRequest',
    metadata: { name: 'a' },
    spec: { request: 'r', username: 'me', uid: 'u', groups: ['system:masters'] },
  }
  const surroundings = clusterWith([], user === undefined ? {} : { user })
  const staged = atValidatingDoor(object, kindOf(object), surroundings)
  expect(staged.object['spec']).toEqual(spec)
  expect(unknownPaths(staged.unknown)).toEqual(unknown)
})

const anchor = { group: 'harbour.example', version: 'v1', kind: 'Anchor', namespaced: true }

test.for([
  { name: 'with the sub-resource', subResources: ['status'], status: undefined },
  { name: 'without it', subResources: [], status: { phase: 'Given' } },
])('the status of a custom resource $name', ({ subResources, status }) => {
  const object = {
    apiVersion: 'harbour.example/v1',
    kind: 'Anchor',
    metadata: { name: 'a', generation: 7 },
    status: { phase: 'Given' },
  }
  const staged = atValidatingDoor(object, { ...anchor, subResources }, clusterWith())
  expect(staged.object).toEqual({
    apiVersion: 'harbour.example/v1',
    kind: 'Anchor',
    metadata: { name: 'a', generation: 1, uid, creationTimestamp: time },
    ...(status === undefined ? {} : { status }),
  })
})
