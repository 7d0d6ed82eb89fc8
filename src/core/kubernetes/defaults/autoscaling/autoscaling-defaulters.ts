import type { Defaulter } from '../defaulter.ts'
import { horizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts'
import { horizontalPodAutoscalerBehavior } from './horizontal-pod-autoscaler-behavior.ts'
import { horizontalPodAutoscalerV1 } from './horizontal-pod-autoscaler-v1.ts'
import { hpaScalingRules } from './hpa-scaling-rules.ts'

/** What Kubernetes sets in the types of autoscaling/v1 and autoscaling/v2. */
export const autoscalingDefaulters: readonly Defaulter[] = [
  horizontalPodAutoscaler,
  horizontalPodAutoscalerBehavior,
  horizontalPodAutoscalerV1,
  hpaScalingRules,
]
