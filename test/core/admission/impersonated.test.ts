import { expect, test } from 'vitest'
import { impersonatedUser } from '#src/core/index.ts'

const authenticated = 'system:authenticated'
const unauthenticated = 'system:unauthenticated'

test.for<{ user: string; given?: readonly string[]; groups: readonly string[] }>([
  { user: 'jane', groups: [authenticated] },
  { user: 'jane', given: ['devs'], groups: ['devs', authenticated] },
  { user: 'jane', given: [authenticated, 'devs'], groups: [authenticated, 'devs'] },
  { user: 'jane', given: [unauthenticated], groups: [unauthenticated] },
  { user: 'system:anonymous', groups: [unauthenticated] },
  { user: 'system:anonymous', given: ['devs'], groups: ['devs', unauthenticated] },
  {
    user: 'system:serviceaccount:shop:web',
    groups: ['system:serviceaccounts', 'system:serviceaccounts:shop', authenticated],
  },
  { user: 'system:serviceaccount:shop:web', given: ['devs'], groups: ['devs', authenticated] },
  { user: 'system:serviceaccount:shop', groups: [authenticated] },
  { user: 'system:serviceaccount:shop:web:more', groups: [authenticated] },
  { user: 'system:serviceaccount:Shop:web', groups: [authenticated] },
  { user: 'system:serviceaccount:shop:-web', groups: [authenticated] },
  { user: 'system:node:node-1', groups: ['system:nodes', authenticated] },
  { user: 'system:node:', groups: [authenticated] },
])('$user with $given', ({ user, given = [], groups }) => {
  expect(impersonatedUser(user, given)).toEqual({ username: user, groups })
})
