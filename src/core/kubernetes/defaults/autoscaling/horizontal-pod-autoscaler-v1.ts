import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * At least one replica. The CPU utilization of 80 % is not a default but comes with the conversion to the internal type, as it
 * depends on the annotations. https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/autoscaling/v1/defaults.go
 */
export const horizontalPodAutoscalerV1: Defaulter = {
  struct: 'autoscaling.v1.HorizontalPodAutoscalerSpec',
  apply: (spec) => setAbsent(spec, 'minReplicas', 1),
}
