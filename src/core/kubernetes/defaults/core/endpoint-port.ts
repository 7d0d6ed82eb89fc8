import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * The port of an Endpoints object speaks TCP.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L347
 */
export const endpointPort: Defaulter = {
  struct: 'core.v1.EndpointPort',
  apply: (draft) => setAbsent(draft, 'protocol', 'TCP'),
}
