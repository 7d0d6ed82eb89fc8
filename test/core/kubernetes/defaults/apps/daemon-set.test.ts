import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

describe('DaemonSets', () => {
  testDefaults([
    {
      name: 'nothing is said',
      struct: 'apps.v1.DaemonSetSpec',
      given: { updateStrategy: {} },
      sets: {
        revisionHistoryLimit: 10,
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: 1, maxSurge: 0 },
        },
      },
    },
    {
      name: 'everything is said',
      struct: 'apps.v1.DaemonSetSpec',
      given: { revisionHistoryLimit: 0, updateStrategy: { type: 'OnDelete' } },
      sets: {},
    },
    {
      name: 'a rolling update with one number',
      struct: 'apps.v1.DaemonSetUpdateStrategy',
      given: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '10%' } },
      sets: { rollingUpdate: { maxSurge: '10%', maxUnavailable: 1 } },
    },
    {
      name: 'another type has no numbers of its own',
      struct: 'apps.v1.DaemonSetUpdateStrategy',
      given: { type: 'OnDelete', rollingUpdate: {} },
      sets: {},
    },
  ])
})
