import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

describe('PriorityClasses', () => {
  testDefaults([
    {
      name: 'nothing is said about other Pods',
      struct: 'scheduling.v1.PriorityClass',
      given: { metadata: {}, value: 0 },
      sets: { preemptionPolicy: 'PreemptLowerPriority' },
    },
    {
      name: 'other Pods are left alone',
      struct: 'scheduling.v1.PriorityClass',
      given: { metadata: {}, value: 0, preemptionPolicy: 'Never' },
      sets: {},
    },
  ])
})
