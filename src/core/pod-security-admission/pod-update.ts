import {
  fieldOf,
  isArray,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../source/json-value.ts'

/**
 * Whether an update of a Pod is judged: when there are more or fewer containers, another image, or a new ephemeral
 * container. Nothing else that may change concerns Pod Security.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/admission/admission.go#L632
 */
export function isSignificantUpdate(pod: JsonObject, oldPod: JsonObject): boolean {
  return (
    haveOtherImages(listIn(pod, 'containers'), listIn(oldPod, 'containers')) ||
    haveOtherImages(listIn(pod, 'initContainers'), listIn(oldPod, 'initContainers')) ||
    hasNewEphemeral(listIn(pod, 'ephemeralContainers'), listIn(oldPod, 'ephemeralContainers'))
  )
}

function haveOtherImages(containers: JsonArray, before: JsonArray): boolean {
  return (
    containers.length !== before.length ||
    containers.some(
      (container, index) => textIn(container, 'image') !== textIn(before[index], 'image'),
    )
  )
}

/** The first of that name is the one that it was; one that is gone does not matter. */
function hasNewEphemeral(containers: JsonArray, before: JsonArray): boolean {
  return containers.some((container) => {
    const name = textIn(container, 'name')
    const same = before.find((other) => textIn(other, 'name') === name)
    return same === undefined || textIn(same, 'image') !== textIn(container, 'image')
  })
}

function listIn(pod: JsonObject, list: string): JsonArray {
  const value = fieldOf(fieldOf(pod, 'spec'), list)
  return isArray(value) ? value : []
}

function textIn(container: JsonValue | undefined, field: string): string {
  const value = fieldOf(container, field)
  return typeof value === 'string' ? value : ''
}
