import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * Asks for / over HTTP. (The protocol's version is set only behind the gate H2CContainerProbe, which is off.)
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L358
 */
export const httpGetAction: Defaulter = {
  struct: 'core.v1.HTTPGetAction',
  apply: (draft) => {
    setAbsent(draft, 'path', '/')
    setAbsent(draft, 'scheme', 'HTTP')
  },
}
