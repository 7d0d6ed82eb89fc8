import type { Defaulter } from '../defaulter.ts'
import { ingressClass } from './ingress-class.ts'
import { networkPolicy } from './network-policy.ts'
import { networkPolicyPort } from './network-policy-port.ts'

/** What Kubernetes sets in the types of networking.k8s.io/v1. */
export const networkingDefaulters: readonly Defaulter[] = [
  ingressClass,
  networkPolicy,
  networkPolicyPort,
]
