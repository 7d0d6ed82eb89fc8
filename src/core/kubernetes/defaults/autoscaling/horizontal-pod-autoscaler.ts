import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * At least one replica; without a metric, a CPU utilization of 80 %.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/autoscaling/v2/defaults.go
 */
export const horizontalPodAutoscaler: Defaulter = {
  struct: 'autoscaling.v2.HorizontalPodAutoscalerSpec',
  apply: (spec) => {
    setAbsent(spec, 'minReplicas', 1)
    setAbsent(spec, 'metrics', [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
      },
    ])
  },
}
