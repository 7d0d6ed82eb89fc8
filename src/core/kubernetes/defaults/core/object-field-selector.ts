import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * The path is one of the version v1.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L397
 */
export const objectFieldSelector: Defaulter = {
  struct: 'core.v1.ObjectFieldSelector',
  apply: (draft) => setAbsent(draft, 'apiVersion', 'v1'),
}
