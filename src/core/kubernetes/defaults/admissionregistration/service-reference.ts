import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * A webhook's Service is called on port 443.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/v1/defaults.go
 */
export const webhookServiceReference: Defaulter = {
  struct: 'admissionregistration.v1.ServiceReference',
  apply: (reference) => setAbsent(reference, 'port', 443),
}
