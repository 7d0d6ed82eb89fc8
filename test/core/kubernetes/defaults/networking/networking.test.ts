import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

describe('networking.k8s.io', () => {
  testDefaults([
    {
      name: 'a NetworkPolicy without types',
      struct: 'networking.v1.NetworkPolicySpec',
      given: { podSelector: {} },
      sets: { policyTypes: ['Ingress'] },
    },
    {
      name: 'a NetworkPolicy without types, with rules for egress',
      struct: 'networking.v1.NetworkPolicySpec',
      given: { podSelector: {}, egress: [{}] },
      sets: { policyTypes: ['Ingress', 'Egress'] },
    },
    {
      name: 'a NetworkPolicy with types',
      struct: 'networking.v1.NetworkPolicySpec',
      given: { podSelector: {}, egress: [{}], policyTypes: ['Egress'] },
      sets: {},
    },
    {
      name: 'ports in both directions',
      struct: 'networking.v1.NetworkPolicySpec',
      given: {
        podSelector: {},
        ingress: [{ ports: [{ port: 80 }] }],
        egress: [{ ports: [{ port: 53, protocol: 'UDP' }, {}] }],
        policyTypes: ['Egress'],
      },
      sets: {
        ingress: [{ ports: [{ port: 80, protocol: 'TCP' }] }],
        egress: [{ ports: [{ port: 53, protocol: 'UDP' }, { protocol: 'TCP' }] }],
      },
    },
    {
      name: 'an IngressClass with parameters',
      struct: 'networking.v1.IngressClassSpec',
      given: { parameters: { kind: 'A', name: 'a', scope: null } },
      sets: { parameters: { kind: 'A', name: 'a', scope: 'Cluster' } },
    },
    {
      name: 'an IngressClass with parameters in a namespace',
      struct: 'networking.v1.IngressClassSpec',
      given: { parameters: { kind: 'A', name: 'a', scope: 'Namespace', namespace: 'b' } },
      sets: {},
    },
    {
      name: 'an IngressClass without parameters',
      struct: 'networking.v1.IngressClassSpec',
      given: { controller: 'a/b' },
      sets: {},
    },
  ])
})
