import { type Defaulter, setAbsent, structsAt } from '../defaulter.ts'

/**
 * Without `policyTypes` a policy is about Ingress, and about Egress where it has rules for that.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/networking/v1/defaults.go
 */
export const networkPolicy: Defaulter = {
  struct: 'networking.v1.NetworkPolicySpec',
  apply: (spec) => {
    const hasEgress = structsAt(spec, 'egress').length > 0
    setAbsent(spec, 'policyTypes', hasEgress ? ['Ingress', 'Egress'] : ['Ingress'])
  },
}
