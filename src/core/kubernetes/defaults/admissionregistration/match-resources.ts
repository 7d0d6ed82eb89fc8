import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * A policy or binding matches equivalent versions too, in every namespace, with any labels.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/v1/defaults.go
 */
export const matchResources: Defaulter = {
  struct: 'admissionregistration.v1.MatchResources',
  apply: (resources) => {
    setAbsent(resources, 'matchPolicy', 'Equivalent')
    setAbsent(resources, 'namespaceSelector', {})
    setAbsent(resources, 'objectSelector', {})
  },
}
