import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * A conversion webhook's Service is called on port 443.
 * https://github.com/kubernetes/apiextensions-apiserver/blob/v0.37.0/pkg/apis/apiextensions/v1/defaults.go
 */
export const conversionServiceReference: Defaulter = {
  struct: 'apiextensions.v1.ServiceReference',
  apply: (reference) => setAbsent(reference, 'port', 443),
}
