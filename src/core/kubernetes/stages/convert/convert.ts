import type { JsonObject } from '../../../source/json-value.ts'
import type { KubernetesVersion } from '../../version.ts'
import type { Conversion, Converted } from './conversion.ts'
import { customResourceDefinition } from './custom-resource-definition.ts'
import { daemonSet } from './daemon-set.ts'
import { deployment } from './deployment.ts'
import { horizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts'
import { horizontalPodAutoscalerV1 } from './horizontal-pod-autoscaler-v1.ts'
import { node } from './node.ts'
import { pod, templates } from './pod.ts'
import { secret } from './secret.ts'
import { statefulSet } from './stateful-set.ts'

/** The kinds whose hand-written conversions lose or add something; the generated ones change nothing. */
const conversions: readonly Conversion[] = [
  customResourceDefinition,
  daemonSet,
  deployment,
  horizontalPodAutoscalerV1,
  horizontalPodAutoscaler,
  node,
  pod,
  ...templates,
  secret,
  statefulSet,
]

/**
 * The defaulted object after the API server turned it into its internal type and back, which it does before any admission
 * plugin sees it. https://github.com/kubernetes/kubernetes/tree/v1.37.0/pkg/apis (conversion.go of each version)
 */
export function convert(
  object: JsonObject,
  kind: { readonly apiVersion: string; readonly kind: string },
  version: KubernetesVersion,
): Converted {
  let converted: Converted = { kind: 'object', object }
  for (const step of conversions) {
    if (step.kind !== kind.kind || step.apiVersion !== kind.apiVersion) continue
    if (converted.kind === 'object') converted = step.convert(converted.object, version)
  }
  return converted
}
