import type { KubernetesVersion } from '#src/core/kubernetes/version.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { type DefaultRow, testDefaults } from '../default-rows.ts'

interface Row {
  readonly name: string
  readonly spec: JsonObject
  /** What comes, beside the type ClusterIP without affinity, or replaces it. */
  readonly sets: DefaultRow['sets']
  readonly version?: KubernetesVersion
}

const outside = { externalTrafficPolicy: 'Cluster', internalTrafficPolicy: 'Cluster' }
const client = (timeoutSeconds: number) => ({ clientIP: { timeoutSeconds } })

const rows: readonly Row[] = [
  { name: 'an empty one', spec: {}, sets: { internalTrafficPolicy: 'Cluster' } },
  { name: 'a node port', spec: { type: 'NodePort' }, sets: outside },
  {
    name: 'a load balancer',
    spec: { type: 'LoadBalancer' },
    sets: { ...outside, allocateLoadBalancerNodePorts: true },
  },
  {
    name: 'a load balancer that says everything',
    spec: {
      type: 'LoadBalancer',
      allocateLoadBalancerNodePorts: false,
      externalTrafficPolicy: 'Local',
      internalTrafficPolicy: 'Local',
    },
    sets: {},
  },
  { name: 'an external name', spec: { type: 'ExternalName', externalName: 'a.example' }, sets: {} },
  { name: 'a type nobody knows', spec: { type: 'Mesh' }, sets: {} },
  { name: 'external addresses', spec: { externalIPs: ['192.0.2.1'] }, sets: outside },
  {
    name: 'external addresses before 1.29',
    spec: { externalIPs: ['192.0.2.1'] },
    sets: { internalTrafficPolicy: 'Cluster' },
    version: '1.28',
  },
  {
    name: 'target ports',
    spec: {
      ports: [
        { port: 80, targetPort: 0 },
        { port: 81, targetPort: '', protocol: 'UDP' },
        { port: 82, targetPort: 'http' },
        { port: 83, targetPort: 8083 },
      ],
    },
    sets: {
      internalTrafficPolicy: 'Cluster',
      ports: [
        { port: 80, targetPort: 80, protocol: 'TCP' },
        { port: 81, targetPort: 81, protocol: 'UDP' },
        { port: 82, targetPort: 'http', protocol: 'TCP' },
        { port: 83, targetPort: 8083, protocol: 'TCP' },
      ],
    },
  },
  {
    name: 'affinity to clients',
    spec: { sessionAffinity: 'ClientIP' },
    sets: { internalTrafficPolicy: 'Cluster', sessionAffinityConfig: client(10_800) },
  },
  {
    name: 'affinity to clients without a time',
    spec: { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: {} } },
    sets: { internalTrafficPolicy: 'Cluster', sessionAffinityConfig: client(10_800) },
  },
  {
    name: 'affinity to clients with a time',
    spec: { sessionAffinity: 'ClientIP', sessionAffinityConfig: client(1) },
    sets: { internalTrafficPolicy: 'Cluster' },
  },
  {
    name: 'a configuration without affinity goes',
    spec: { sessionAffinityConfig: client(1) },
    sets: { internalTrafficPolicy: 'Cluster', sessionAffinityConfig: undefined },
  },
]

testDefaults(
  rows.map(({ name, spec, sets, version }) => ({
    name,
    struct: 'core.v1.Service',
    given: { metadata: {}, spec, status: { loadBalancer: {} } },
    sets: {
      spec: { type: 'ClusterIP', sessionAffinity: 'None', ...spec, ...sets } as JsonObject,
    },
    ...(version && { version }),
  })),
)

const balancer = {
  metadata: {},
  spec: {
    type: 'LoadBalancer',
    sessionAffinity: 'None',
    allocateLoadBalancerNodePorts: true,
    ...outside,
  },
  status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }, { hostname: 'a.example' }] } },
}

testDefaults([
  {
    name: 'how a load balancer passes on',
    struct: 'core.v1.Service',
    given: balancer,
    sets: {
      status: {
        loadBalancer: {
          ingress: [{ ip: '192.0.2.1', ipMode: 'VIP' }, { hostname: 'a.example' }],
        },
      },
    },
    version: '1.30',
  },
  {
    name: 'how a load balancer passes on, before 1.30',
    struct: 'core.v1.Service',
    given: balancer,
    sets: {},
    version: '1.29',
  },
  {
    name: 'a port of Endpoints',
    struct: 'core.v1.EndpointSubset',
    given: { ports: [{ port: 80 }, { port: 53, protocol: 'UDP' }] },
    sets: {
      ports: [
        { port: 80, protocol: 'TCP' },
        { port: 53, protocol: 'UDP' },
      ],
    },
  },
])
