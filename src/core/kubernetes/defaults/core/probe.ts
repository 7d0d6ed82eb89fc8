import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * Asked every ten seconds with a second's time; one success is enough, three failures are too many. Zero is not said.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L275
 */
export const probe: Defaulter = {
  struct: 'core.v1.Probe',
  apply: (draft) => {
    setAbsent(draft, 'timeoutSeconds', 1)
    setAbsent(draft, 'periodSeconds', 10)
    setAbsent(draft, 'successThreshold', 1)
    setAbsent(draft, 'failureThreshold', 3)
  },
}
