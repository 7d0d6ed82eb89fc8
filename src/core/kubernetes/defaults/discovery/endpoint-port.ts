import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * A port of TCP with the empty name.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/discovery/v1/defaults.go
 */
export const endpointPort: Defaulter = {
  struct: 'discovery.v1.EndpointPort',
  apply: (port) => {
    setAbsent(port, 'name', '')
    setAbsent(port, 'protocol', 'TCP')
  },
}
