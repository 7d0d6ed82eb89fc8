import { isObject, type JsonObject } from '../../source/json-value.ts'
import type { KubernetesVersion } from '../version.ts'
import { pod as podDefaults } from './core/pod.ts'
import { type Draft, draftOf, finished } from './defaulter.ts'

/**
 * The Pod that a template describes with what the API server sets in Pods and not in templates, such as requests where
 * there are limits. A Pod whose `spec` is no object is answered as it is.
 */
export function withPodDefaults(pod: JsonObject, version: KubernetesVersion): JsonObject {
  const spec = pod['spec']
  if (!isObject(spec)) return pod
  const draft: Draft = { ...pod, spec: draftOf(spec) }
  podDefaults.apply(draft, version)
  return finished(draft)
}
