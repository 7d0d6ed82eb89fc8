import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * Claims are retained; behind a gate that every release since 1.27 has on by default.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/apps/v1/defaults.go
 */
export const statefulSetClaimRetention: Defaulter = {
  struct: 'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy',
  apply: (policy) => {
    setAbsent(policy, 'whenDeleted', 'Retain')
    setAbsent(policy, 'whenScaled', 'Retain')
  },
}
