import { type Defaulter, setAbsent, structAt } from '../defaulter.ts'

/**
 * A rolling update unless another type is named; it may take down a quarter of the Pods and add a quarter. `Recreate` has no
 * such numbers. https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/apps/v1/defaults.go
 */
export const deploymentStrategy: Defaulter = {
  struct: 'apps.v1.DeploymentStrategy',
  apply: (strategy) => {
    setAbsent(strategy, 'type', 'RollingUpdate')
    if (strategy['type'] !== 'RollingUpdate') return
    setAbsent(strategy, 'rollingUpdate', {})
    const rollingUpdate = structAt(strategy, 'rollingUpdate')
    if (rollingUpdate === undefined) return
    setAbsent(rollingUpdate, 'maxUnavailable', '25%')
    setAbsent(rollingUpdate, 'maxSurge', '25%')
  },
}
