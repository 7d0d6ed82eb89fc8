import type { JsonObject, JsonValue } from '../source/json-value.ts'
import { fieldOf } from '../source/json-value.ts'

/**
 * The CEL variable `namespaceObject`: of a Namespace what Kubernetes lets expressions see, which is not its kind, owners
 * or managed fields. https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/cel/condition.go (CreateNamespaceObject)
 */
export function namespaceValueOf(namespace: JsonObject): JsonObject {
  return {
    metadata: picked(namespace['metadata'], seenMetadata),
    ...picked(namespace, ['spec', 'status']),
  }
}

const seenMetadata: readonly string[] = [
  'name',
  'generateName',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'labels',
  'annotations',
  'finalizers',
]

function picked(object: JsonValue | undefined, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = fieldOf(object, name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
