import { isAtLeast } from '../../version.ts'
import { type Defaulter, setAbsent, structAt } from '../defaulter.ts'

/**
 * A rolling update of all Pods unless another type is named; one that was named without its numbers gets none. Since 1.37 one
 * Pod at a time, by the gate MaxUnavailableStatefulSet; 1.35.0 to 1.35.3 had it on as well, later 1.35 and 1.36 do not.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/apps/v1/defaults.go
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/CHANGELOG/CHANGELOG-1.35.md#changelog-since-v1353
 */
export const statefulSetUpdateStrategy: Defaulter = {
  struct: 'apps.v1.StatefulSetUpdateStrategy',
  apply: (strategy, version) => {
    if (strategy['type'] === undefined) {
      strategy['type'] = 'RollingUpdate'
      setAbsent(strategy, 'rollingUpdate', {})
    }
    if (strategy['type'] !== 'RollingUpdate') return
    const rollingUpdate = structAt(strategy, 'rollingUpdate')
    if (rollingUpdate === undefined) return
    setAbsent(rollingUpdate, 'partition', 0)
    if (isAtLeast(version, '1.37')) setAbsent(rollingUpdate, 'maxUnavailable', 1)
  },
}
