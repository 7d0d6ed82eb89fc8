import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * A Secret of no other type is Opaque.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L307
 */
export const secret: Defaulter = {
  struct: 'core.v1.Secret',
  apply: (draft) => setAbsent(draft, 'type', 'Opaque'),
}
