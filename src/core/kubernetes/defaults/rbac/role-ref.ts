import type { Defaulter } from '../defaulter.ts'

/**
 * A binding's role is one of RBAC. Go prints the group even where it is empty.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/rbac/v1/defaults.go
 */
export const roleRef: Defaulter = {
  struct: 'rbac.v1.RoleRef',
  apply: (reference) => {
    if (!reference['apiGroup']) reference['apiGroup'] = 'rbac.authorization.k8s.io'
  },
}
