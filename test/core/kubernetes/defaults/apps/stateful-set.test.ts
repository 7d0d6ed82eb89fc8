import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

const retain = { whenDeleted: 'Retain', whenScaled: 'Retain' }

describe('StatefulSets', () => {
  testDefaults([
    {
      name: 'nothing is said',
      struct: 'apps.v1.StatefulSetSpec',
      given: { updateStrategy: {} },
      sets: {
        podManagementPolicy: 'OrderedReady',
        persistentVolumeClaimRetentionPolicy: retain,
        replicas: 1,
        revisionHistoryLimit: 10,
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { partition: 0, maxUnavailable: 1 },
        },
      },
    },
    {
      name: 'everything is said',
      struct: 'apps.v1.StatefulSetSpec',
      given: {
        podManagementPolicy: 'Parallel',
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' },
        replicas: 0,
        revisionHistoryLimit: 0,
        updateStrategy: { type: 'OnDelete' },
      },
      sets: {},
    },
    {
      name: 'one half of what happens to the claims',
      struct: 'apps.v1.StatefulSetSpec',
      given: {
        podManagementPolicy: 'Parallel',
        persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' },
        replicas: 1,
        revisionHistoryLimit: 1,
        updateStrategy: { type: 'OnDelete' },
      },
      sets: {
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Delete' },
      },
    },
    {
      name: 'a rolling update named without numbers stays so',
      struct: 'apps.v1.StatefulSetUpdateStrategy',
      given: { type: 'RollingUpdate' },
      sets: {},
    },
    {
      name: 'a rolling update with empty numbers',
      struct: 'apps.v1.StatefulSetUpdateStrategy',
      given: { type: 'RollingUpdate', rollingUpdate: {} },
      sets: { rollingUpdate: { partition: 0, maxUnavailable: 1 } },
    },
    {
      name: 'numbers without a type',
      struct: 'apps.v1.StatefulSetUpdateStrategy',
      given: { rollingUpdate: { partition: 3, maxUnavailable: '50%' } },
      sets: { type: 'RollingUpdate' },
    },
    {
      name: 'numbers of another type',
      struct: 'apps.v1.StatefulSetUpdateStrategy',
      given: { type: 'OnDelete', rollingUpdate: {} },
      sets: {},
    },
    ...(['1.28', '1.35', '1.36'] as const).map((version) => ({
      name: `how many Pods at a time is open in ${version}`,
      struct: 'apps.v1.StatefulSetUpdateStrategy',
      version,
      given: {},
      sets: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    })),
  ])
})
