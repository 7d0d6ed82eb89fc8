import { isObject, type JsonObject } from '../../source/json-value.ts'
import { decodeStruct } from '../decode/decode-struct.ts'
import { structNamed } from '../schema/schema.ts'
import type { KubernetesVersion } from '../version.ts'
import { pod as podDefaults } from './core/pod.ts'
import { type Draft, draftOf, finished } from './defaulter.ts'
import { applyDefaults } from './defaults.ts'

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

/**
 * The same of a template inside a custom resource, where the API server sets nothing: with everything that it sets in Pods. What
 * it would not decode stays as it is.
 */
export function asCreatedPod(pod: JsonObject, version: KubernetesVersion): JsonObject {
  const struct = structNamed('core.v1.Pod')
  const { problems } = decodeStruct(pod, struct)
  const isPod = isObject(pod['spec']) && problems.every(({ kind }) => kind === 'unknown-field')
  return isPod ? applyDefaults(pod, struct, version) : withPodDefaults(pod, version)
}
