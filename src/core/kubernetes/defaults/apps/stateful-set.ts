import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * One replica, Pods made one after the other, ten old revisions kept; claims outlive the set and its replicas.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/apps/v1/defaults.go
 */
export const statefulSet: Defaulter = {
  struct: 'apps.v1.StatefulSetSpec',
  apply: (spec) => {
    setAbsent(spec, 'podManagementPolicy', 'OrderedReady')
    setAbsent(spec, 'persistentVolumeClaimRetentionPolicy', {})
    setAbsent(spec, 'replicas', 1)
    setAbsent(spec, 'revisionHistoryLimit', 10)
  },
}
