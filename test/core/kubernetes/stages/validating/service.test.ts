import { expect, test } from 'vitest'
import type { JsonObject } from '#src/core/index.ts'
import { atValidatingDoor } from '#src/core/kubernetes/stages/validating-door.ts'
import { clusterWith, kindOf, unknownPaths } from '../surroundings.ts'

interface Row {
  readonly name: string
  readonly spec: JsonObject
  readonly cidrs?: readonly string[]
  readonly expect: JsonObject
  readonly unknown: readonly string[]
}

const ip = '192.0.2.1'
const single = { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' }
const selector = { app: 'a' }

test.for<Row>([
  {
    name: 'an address of a cluster that nobody described',
    spec: { type: 'ClusterIP' },
    expect: { type: 'ClusterIP', ...single, clusterIP: ip, clusterIPs: [ip] },
    unknown: ['spec.ipFamilies', 'spec.clusterIP', 'spec.clusterIPs'],
  },
  {
    name: 'an address of the main family',
    spec: { type: 'ClusterIP' },
    cidrs: ['fd00::/112', '10.96.0.0/12'],
    expect: {
      type: 'ClusterIP',
      ipFamilies: ['IPv6'],
      ipFamilyPolicy: 'SingleStack',
      clusterIP: '2001:db8::1',
      clusterIPs: ['2001:db8::1'],
    },
    unknown: ['spec.clusterIP', 'spec.clusterIPs'],
  },
  {
    name: 'two addresses where there are two families',
    spec: { type: 'ClusterIP', ipFamilyPolicy: 'PreferDualStack' },
    cidrs: ['10.96.0.0/12', 'fd00::/112'],
    expect: {
      type: 'ClusterIP',
      ipFamilies: ['IPv4', 'IPv6'],
      ipFamilyPolicy: 'PreferDualStack',
      clusterIP: ip,
      clusterIPs: [ip, '2001:db8::1'],
    },
    unknown: ['spec.clusterIP', 'spec.clusterIPs'],
  },
  {
    name: 'one address where there is one family',
    spec: { type: 'ClusterIP', ipFamilyPolicy: 'PreferDualStack' },
    cidrs: ['10.96.0.0/12'],
    expect: {
      type: 'ClusterIP',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'PreferDualStack',
      clusterIP: ip,
      clusterIPs: [ip],
    },
    unknown: ['spec.clusterIP', 'spec.clusterIPs'],
  },
  {
    name: 'an address of its own says the family',
    spec: { type: 'ClusterIP', clusterIP: 'fd00::7' },
    cidrs: ['10.96.0.0/12', 'fd00::/112'],
    expect: {
      type: 'ClusterIP',
      ipFamilies: ['IPv6'],
      ipFamilyPolicy: 'SingleStack',
      clusterIP: 'fd00::7',
      clusterIPs: ['fd00::7'],
    },
    unknown: [],
  },
  {
    name: 'a headless one with a selector',
    spec: { type: 'ClusterIP', clusterIP: 'None', selector },
    cidrs: ['10.96.0.0/12'],
    expect: { type: 'ClusterIP', clusterIP: 'None', selector, ...single, clusterIPs: ['None'] },
    unknown: [],
  },
  {
    name: 'a headless one without a selector could have endpoints of both families',
    spec: { type: 'ClusterIP', clusterIP: 'None' },
    cidrs: ['10.96.0.0/12'],
    expect: {
      type: 'ClusterIP',
      clusterIP: 'None',
      clusterIPs: ['None'],
      ipFamilies: ['IPv4', 'IPv6'],
      ipFamilyPolicy: 'RequireDualStack',
    },
    unknown: [],
  },
  {
    name: 'an external name has no address',
    spec: { type: 'ExternalName', externalName: 'a.b' },
    expect: { type: 'ExternalName', externalName: 'a.b' },
    unknown: [],
  },
  {
    name: 'a node port for every number, shared by protocols',
    spec: {
      type: 'NodePort',
      ports: [
        { port: 80 },
        { port: 53, protocol: 'TCP', nodePort: 30111 },
        { port: 53, protocol: 'UDP' },
        { port: 80, protocol: 'UDP' },
      ],
    },
    cidrs: ['10.96.0.0/12'],
    expect: {
      type: 'NodePort',
      ...single,
      clusterIP: ip,
      clusterIPs: [ip],
      ports: [
        { port: 80, nodePort: 30000 },
        { port: 53, protocol: 'TCP', nodePort: 30111 },
        { port: 53, protocol: 'UDP', nodePort: 30111 },
        { port: 80, protocol: 'UDP', nodePort: 30000 },
      ],
    },
    unknown: [
      'spec.clusterIP',
      'spec.clusterIPs',
      'spec.ports.0.nodePort',
      'spec.ports.2.nodePort',
      'spec.ports.3.nodePort',
    ],
  },
  {
    name: 'a load balancer without node ports that keeps to local endpoints',
    spec: {
      type: 'LoadBalancer',
      allocateLoadBalancerNodePorts: false,
      externalTrafficPolicy: 'Local',
      ports: [{ port: 80 }],
    },
    cidrs: ['10.96.0.0/12'],
    expect: {
      type: 'LoadBalancer',
      allocateLoadBalancerNodePorts: false,
      externalTrafficPolicy: 'Local',
      ...single,
      clusterIP: ip,
      clusterIPs: [ip],
      ports: [{ port: 80 }],
      healthCheckNodePort: 30000,
    },
    unknown: ['spec.clusterIP', 'spec.clusterIPs', 'spec.healthCheckNodePort'],
  },
])('$name', ({ spec, cidrs, expect: expected, unknown }) => {
  const object = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec }
  const ranges = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'ServiceCIDR',
    metadata: { name: 'kubernetes' },
    spec: { cidrs: cidrs ?? [] },
  }
  const surroundings = clusterWith(cidrs === undefined ? [] : [ranges])
  const staged = atValidatingDoor(object, kindOf(object), surroundings)
  expect(staged.object['spec']).toEqual(expected)
  expect(staged.object['status']).toEqual({ loadBalancer: {} })
  expect(unknownPaths(staged.unknown)).toEqual(unknown)
})
