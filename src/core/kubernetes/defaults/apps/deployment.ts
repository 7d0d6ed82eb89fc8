import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * One replica, ten old ReplicaSets kept, ten minutes to make progress.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/apps/v1/defaults.go
 */
export const deployment: Defaulter = {
  struct: 'apps.v1.DeploymentSpec',
  apply: (spec) => {
    setAbsent(spec, 'replicas', 1)
    setAbsent(spec, 'revisionHistoryLimit', 10)
    setAbsent(spec, 'progressDeadlineSeconds', 600)
  },
}
