import { type Defaulter, setAbsent, structAt } from '../defaulter.ts'

/**
 * A rolling update unless another type is named; one node at a time, without a second Pod on it.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/apps/v1/defaults.go
 */
export const daemonSetUpdateStrategy: Defaulter = {
  struct: 'apps.v1.DaemonSetUpdateStrategy',
  apply: (strategy) => {
    setAbsent(strategy, 'type', 'RollingUpdate')
    if (strategy['type'] !== 'RollingUpdate') return
    setAbsent(strategy, 'rollingUpdate', {})
    const rollingUpdate = structAt(strategy, 'rollingUpdate')
    if (rollingUpdate === undefined) return
    setAbsent(rollingUpdate, 'maxUnavailable', 1)
    setAbsent(rollingUpdate, 'maxSurge', 0)
  },
}
