import { templateAt, withPodAt } from '../kubernetes/pod-template.ts'
import type { Subject } from '../matching/subject.ts'
import { type JsonObject, type JsonValue, valueAt } from '../source/json-value.ts'

/** The subject in the object as it stands now: the object itself, or the Pod that its template describes. */
export function judgedObject(object: JsonObject, subject: Subject): JsonObject {
  if (subject.at.length === 0) return subject.conversion?.to(object) ?? object
  const template = templateAt(object, subject.at)
  const pod = subject.request.object ?? {}
  return template === undefined
    ? pod
    : { ...pod, metadata: withNamespace(template, pod), ...specOf(template) }
}

/** The object with the subject as a mutation made it. */
export function putBack(
  object: JsonObject,
  { at, conversion }: Subject,
  mutated: JsonObject,
): JsonObject {
  if (at.length > 0) return withPodAt(object, at, mutated)
  return conversion?.back(mutated) ?? mutated
}

function withNamespace(template: JsonObject, pod: JsonObject): JsonValue {
  const namespace = valueAt(pod, ['metadata', 'namespace'])
  const metadata = (template['metadata'] ?? {}) as JsonObject
  return namespace === undefined ? metadata : { ...metadata, namespace }
}

function specOf(template: JsonObject): JsonObject {
  return template['spec'] === undefined ? {} : { spec: template['spec'] }
}
