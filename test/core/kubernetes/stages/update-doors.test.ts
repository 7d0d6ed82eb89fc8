import { expect, test } from 'vitest'
import type { JsonObject, KubernetesVersion } from '#src/core/index.ts'
import type { StagedKind } from '#src/core/kubernetes/stages/surroundings.ts'
import {
  atMutatingDoorOnUpdate,
  atValidatingDoorOnUpdate,
} from '#src/core/kubernetes/stages/update-doors.ts'
import { clusterWith, kindOf, podWith, unknownPaths } from './surroundings.ts'

interface Row {
  readonly name: string
  readonly kind: string
  readonly old: JsonObject
  readonly given: JsonObject
  readonly expect: JsonObject
  readonly version?: KubernetesVersion
  readonly unknown?: readonly string[]
}

const generation = 'deprecated.daemonset.template.generation'
const created = '2020-01-01T00:00:00Z'

test.for<Row>([
  {
    name: 'what only the API server sets is as it was',
    kind: 'v1 ConfigMap',
    old: {
      metadata: {
        namespace: 'n',
        uid: 'u',
        creationTimestamp: created,
        generation: 3,
        deletionTimestamp: created,
        deletionGracePeriodSeconds: 5,
      },
    },
    given: {
      metadata: {
        generation: 9,
        creationTimestamp: '2021-01-01T00:00:00Z',
        managedFields: [{}],
        labels: { a: 'b' },
      },
    },
    expect: {
      metadata: {
        namespace: 'n',
        uid: 'u',
        creationTimestamp: created,
        generation: 3,
        deletionTimestamp: created,
        deletionGracePeriodSeconds: 5,
        labels: { a: 'b' },
      },
    },
  },
  {
    name: 'a uid of the request stays, so that another object is noticed',
    kind: 'v1 ConfigMap',
    old: { metadata: { uid: 'u' } },
    given: { metadata: { uid: 'v' } },
    expect: { metadata: { uid: 'v' } },
  },
  {
    name: 'a changed spec is the next generation, with the old status',
    kind: 'apps/v1 ReplicaSet',
    old: { metadata: { generation: 3 }, spec: { replicas: 1 }, status: { replicas: 1 } },
    given: { metadata: {}, spec: { replicas: 2 }, status: { replicas: 7 } },
    expect: { metadata: { generation: 4 }, spec: { replicas: 2 }, status: { replicas: 1 } },
  },
  {
    name: 'a changed label is not',
    kind: 'apps/v1 ReplicaSet',
    old: { metadata: { generation: 3 }, spec: { replicas: 1 }, status: {} },
    given: { metadata: { labels: { a: 'b' } }, spec: { replicas: 1 }, status: {} },
    expect: {
      metadata: { generation: 3, labels: { a: 'b' } },
      spec: { replicas: 1 },
      status: {},
    },
  },
  {
    name: 'annotations of a Deployment count',
    kind: 'apps/v1 Deployment',
    old: { metadata: { generation: 3 }, spec: {}, status: {} },
    given: { metadata: { annotations: { a: 'b' } }, spec: {}, status: {} },
    expect: { metadata: { generation: 4, annotations: { a: 'b' } }, spec: {}, status: {} },
  },
  {
    name: 'a changed template of a DaemonSet has a generation of its own',
    kind: 'apps/v1 DaemonSet',
    old: {
      metadata: { generation: 3, annotations: { [generation]: '2' } },
      spec: { template: { spec: { hostname: 'a' } } },
      status: {},
    },
    given: {
      metadata: { annotations: { [generation]: '9' } },
      spec: { template: { spec: { hostname: 'b' } } },
      status: {},
    },
    expect: {
      metadata: { generation: 4, annotations: { [generation]: '3' } },
      spec: { template: { spec: { hostname: 'b' } } },
      status: {},
    },
  },
  {
    name: 'the first change of a CSIDriver',
    kind: 'storage.k8s.io/v1 CSIDriver',
    old: { metadata: {}, spec: { attachRequired: true } },
    given: { metadata: {}, spec: { attachRequired: false } },
    expect: { metadata: { generation: 1 }, spec: { attachRequired: false } },
  },
  {
    name: 'a request for a certificate cannot be changed',
    kind: 'certificates.k8s.io/v1 CertificateSigningRequest',
    old: { metadata: {}, spec: { username: 'a' }, status: { certificate: 'YQ==' } },
    given: { metadata: {}, spec: { username: 'b' }, status: {} },
    expect: { metadata: {}, spec: { username: 'a' }, status: { certificate: 'YQ==' } },
  },
  {
    name: 'a namespace keeps its finalizers and its label',
    kind: 'v1 Namespace',
    old: {
      metadata: { name: 'n' },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    },
    given: { metadata: { name: 'n' }, spec: {}, status: {} },
    expect: {
      metadata: { name: 'n', labels: { 'kubernetes.io/metadata.name': 'n' } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    },
  },
  {
    name: 'a field behind a gate stays where it is in use',
    kind: 'coordination.k8s.io/v1 Lease',
    old: { metadata: {}, spec: { strategy: 'x' } },
    given: { metadata: {}, spec: { strategy: 'y' } },
    expect: { metadata: {}, spec: { strategy: 'y' } },
  },
  {
    name: 'a field behind a gate goes where it is not',
    kind: 'coordination.k8s.io/v1 Lease',
    old: { metadata: {}, spec: {} },
    given: { metadata: {}, spec: { strategy: 'y', holderIdentity: 'h' } },
    expect: { metadata: {}, spec: { holderIdentity: 'h' } },
  },
  {
    name: 'a Service keeps what it was given',
    kind: 'v1 Service',
    old: {
      metadata: {},
      spec: {
        type: 'NodePort',
        clusterIP: '10.0.0.7',
        clusterIPs: ['10.0.0.7'],
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
        ports: [
          { name: 'a', port: 80, nodePort: 30001 },
          { name: 'b', port: 81, nodePort: 30002 },
        ],
      },
    },
    given: {
      metadata: {},
      spec: {
        type: 'NodePort',
        ports: [
          { name: 'a', port: 82 },
          { name: 'c', port: 83, nodePort: 30002 },
          { name: 'b', port: 81 },
        ],
      },
    },
    expect: {
      metadata: {},
      spec: {
        type: 'NodePort',
        clusterIP: '10.0.0.7',
        clusterIPs: ['10.0.0.7'],
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
        ports: [
          { name: 'a', port: 82, nodePort: 30001 },
          { name: 'c', port: 83, nodePort: 30002 },
          { name: 'b', port: 81, nodePort: 30000 },
        ],
      },
    },
    unknown: ['spec.ports.2.nodePort'],
  },
  {
    name: 'a Service that is no longer on nodes loses its node ports',
    kind: 'v1 Service',
    old: {
      metadata: {},
      spec: {
        type: 'LoadBalancer',
        externalTrafficPolicy: 'Local',
        allocateLoadBalancerNodePorts: true,
        healthCheckNodePort: 30009,
        clusterIP: '10.0.0.7',
        clusterIPs: ['10.0.0.7'],
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
        ports: [{ name: 'a', port: 80, nodePort: 30001 }],
      },
    },
    given: {
      metadata: {},
      spec: {
        type: 'ClusterIP',
        externalTrafficPolicy: 'Local',
        allocateLoadBalancerNodePorts: true,
        healthCheckNodePort: 30009,
        clusterIP: '10.0.0.7',
        clusterIPs: ['10.0.0.7'],
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
        ports: [{ name: 'a', port: 80, nodePort: 30001 }],
      },
    },
    expect: {
      metadata: {},
      spec: {
        type: 'ClusterIP',
        clusterIP: '10.0.0.7',
        clusterIPs: ['10.0.0.7'],
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
        ports: [{ name: 'a', port: 80 }],
      },
    },
  },
  {
    name: 'a Service that becomes an external name has no address',
    kind: 'v1 Service',
    old: {
      metadata: {},
      spec: {
        type: 'ClusterIP',
        clusterIP: '10.0.0.7',
        clusterIPs: ['10.0.0.7'],
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
      },
    },
    given: {
      metadata: {},
      spec: {
        type: 'ExternalName',
        externalName: 'a.b',
        clusterIP: '10.0.0.7',
        clusterIPs: ['10.0.0.7'],
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
      },
    },
    expect: { metadata: {}, spec: { type: 'ExternalName', externalName: 'a.b' } },
  },
])('$name', ({ kind: of, old, given, expect: expected, version = '1.37', unknown = [] }) => {
  const [apiVersion = '', kind = ''] = of.split(' ')
  const before = { apiVersion, kind, ...old }
  const object = { apiVersion, kind, ...given }
  const surroundings = clusterWith([], { version })
  const staged = atValidatingDoorOnUpdate(object, before, kindOf(object), surroundings)
  expect(staged.object).toEqual({ apiVersion, kind, ...expected })
  const found = unknownPaths(staged.unknown).filter((path) => path !== 'spec.ipFamilies')
  expect(found).toEqual(unknown)
})

test('an updated Pod keeps its priority, gets default tolerations, and nothing else', () => {
  const old = podWith({ priority: 7, preemptionPolicy: 'Never' }, { uid: 'u' })
  const pod = podWith({}, { namespace: 'harbour', managedFields: [{}] })
  const { object } = atMutatingDoorOnUpdate(pod, old, kindOf(pod), clusterWith())
  expect(object['metadata']).toEqual({ name: 'anchor', namespace: 'harbour' })
  expect(object['spec']).toMatchObject({ priority: 7, preemptionPolicy: 'Never' })
  expect(Object.keys(object['spec'] as JsonObject).toSorted()).toEqual([
    'containers',
    'preemptionPolicy',
    'priority',
    'tolerations',
  ])
})

test.for<{ version: KubernetesVersion; resources: JsonObject | undefined }>([
  { version: '1.37', resources: { limits: { cpu: '1' } } },
  { version: '1.36', resources: undefined },
])('resources that an update of a Pod forgets in $version', ({ version, resources }) => {
  const old = podWith({ resources: { limits: { cpu: '1' } } })
  const pod = podWith({})
  const staged = atValidatingDoorOnUpdate(pod, old, kindOf(pod), clusterWith([], { version }))
  expect((staged.object['spec'] as JsonObject)['resources']).toEqual(resources)
})

const anchor: StagedKind = {
  group: 'harbour.example',
  version: 'v1',
  kind: 'Anchor',
  namespaced: true,
  subResources: ['status'],
}

test.for([
  { name: 'another field', given: { extra: 1, status: { a: 1 } }, generation: 4 },
  { name: 'its status', given: { status: { a: 2 } }, generation: 3 },
  { name: 'nothing', given: {}, generation: 3 },
])('a custom resource that changes $name', ({ given, generation: next }) => {
  const old = { metadata: { generation: 3 }, status: { a: 1 } }
  const object = { metadata: {}, ...given }
  const staged = atValidatingDoorOnUpdate(object, old, anchor, clusterWith())
  expect(staged.object).toEqual({ ...given, metadata: { generation: next }, status: { a: 1 } })
})
