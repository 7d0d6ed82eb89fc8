import { type Defaulter, setAbsent } from '../defaulter.ts'

/** A port is one of TCP. https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/networking/v1/defaults.go */
export const networkPolicyPort: Defaulter = {
  struct: 'networking.v1.NetworkPolicyPort',
  apply: (port) => setAbsent(port, 'protocol', 'TCP'),
}
