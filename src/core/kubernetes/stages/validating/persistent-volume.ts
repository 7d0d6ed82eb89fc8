import { isAtLeast } from '../../version.ts'
import { always, knowing, type Strategy } from './strategy.ts'

/**
 * A new volume is pending, and since 1.29 says since when.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/core/persistentvolume/strategy.go
 */
export const persistentVolume: Strategy = {
  group: '',
  kind: 'PersistentVolume',
  ownsStatusSince: always,
  prepareForCreate: knowing((object, { version, time }) => ({
    ...object,
    status: {
      phase: 'Pending',
      ...(isAtLeast(version, '1.29') ? { lastPhaseTransitionTime: time } : {}),
    },
  })),
}
