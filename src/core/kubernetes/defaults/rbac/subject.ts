import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * Users and groups are names of RBAC's own; a ServiceAccount is an object of the core group, which is the empty one.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/rbac/v1/defaults.go
 */
export const subject: Defaulter = {
  struct: 'rbac.v1.Subject',
  apply: (subject) => {
    const isOfRbac = subject['kind'] === 'User' || subject['kind'] === 'Group'
    if (isOfRbac) setAbsent(subject, 'apiGroup', 'rbac.authorization.k8s.io')
  },
}
