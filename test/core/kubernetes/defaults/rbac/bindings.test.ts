import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

const group = 'rbac.authorization.k8s.io'

describe('bindings of roles', () => {
  testDefaults([
    {
      name: 'a role without a group',
      struct: 'rbac.v1.ClusterRoleBinding',
      given: { metadata: {}, roleRef: { apiGroup: '', kind: 'ClusterRole', name: 'a' } },
      sets: { roleRef: { apiGroup: group, kind: 'ClusterRole', name: 'a' } },
    },
    {
      name: 'a role with a group',
      struct: 'rbac.v1.RoleBinding',
      given: { metadata: {}, roleRef: { apiGroup: 'x', kind: 'Role', name: 'a' } },
      sets: {},
    },
    {
      name: 'subjects',
      struct: 'rbac.v1.RoleBinding',
      given: {
        roleRef: { apiGroup: group, kind: 'Role', name: 'a' },
        subjects: [
          { kind: 'User', name: 'a' },
          { kind: 'Group', name: 'b' },
          { kind: 'ServiceAccount', name: 'c' },
          { kind: 'Robot', name: 'd' },
          { kind: 'User', apiGroup: 'x', name: 'e' },
        ],
      },
      sets: {
        subjects: [
          { kind: 'User', apiGroup: group, name: 'a' },
          { kind: 'Group', apiGroup: group, name: 'b' },
          { kind: 'ServiceAccount', name: 'c' },
          { kind: 'Robot', name: 'd' },
          { kind: 'User', apiGroup: 'x', name: 'e' },
        ],
      },
    },
  ])
})
