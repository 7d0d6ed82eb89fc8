import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

describe('ReplicaSets', () => {
  testDefaults([
    {
      name: 'no number of replicas',
      struct: 'apps.v1.ReplicaSetSpec',
      given: {},
      sets: { replicas: 1 },
    },
    { name: 'no replicas', struct: 'apps.v1.ReplicaSetSpec', given: { replicas: 0 }, sets: {} },
  ])
})
