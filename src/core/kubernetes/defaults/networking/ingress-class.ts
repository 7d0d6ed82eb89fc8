import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * Parameters are an object of the cluster, not of a namespace.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/networking/v1/defaults.go
 */
export const ingressClass: Defaulter = {
  struct: 'networking.v1.IngressClassParametersReference',
  apply: (parameters) => setAbsent(parameters, 'scope', 'Cluster'),
}
