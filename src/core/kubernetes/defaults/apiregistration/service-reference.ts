import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * The Service behind an APIService is called on port 443.
 * https://github.com/kubernetes/kube-aggregator/blob/v0.37.0/pkg/apis/apiregistration/v1/defaults.go
 */
export const apiServiceReference: Defaulter = {
  struct: 'apiregistration.v1.ServiceReference',
  apply: (reference) => setAbsent(reference, 'port', 443),
}
