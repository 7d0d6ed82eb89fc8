import type { KnownKind } from '../../kubernetes/kinds.ts'
import { templatePathOf } from '../../kubernetes/pod-template.ts'
import { isArray, isObject, type JsonObject, type JsonValue } from '../../source/json-value.ts'
import type { Path } from '../../source/path.ts'

/** The same object with what people add: labels and annotations, a second container, an init container, an environment. */
export function richObject(object: JsonObject, { served }: KnownKind): JsonObject {
  const named = withMetadata(object)
  if (served.group === '' && served.kind === 'Pod') return withContainers(named)
  const path = templatePathOf(served.group, served.resource)
  return path === undefined
    ? named
    : changedAt(named, path, (pod) => withContainers(withMetadata(pod)))
}

/** The object with what a function makes of the object at a path. */
export function changedAt(
  object: JsonObject,
  [step, ...rest]: Path,
  change: (inner: JsonObject) => JsonObject,
): JsonObject {
  if (step === undefined) return change(object)
  const inner = object[String(step)]
  return isObject(inner) ? { ...object, [step]: changedAt(inner, rest, change) } : object
}

function withMetadata(object: JsonObject): JsonObject {
  const metadata = objectAt(object, 'metadata')
  return {
    ...object,
    metadata: {
      ...metadata,
      labels: { ...objectAt(metadata, 'labels'), team: 'a' },
      annotations: { ...objectAt(metadata, 'annotations'), note: 'a' },
    },
  }
}

function withContainers(pod: JsonObject): JsonObject {
  const spec = objectAt(pod, 'spec')
  const env = [{ name: 'MODE', value: 'a' }]
  return {
    ...pod,
    spec: {
      ...spec,
      containers: [
        ...itemsAt(spec, 'containers'),
        { name: 'second', image: 'registry.example/second', env },
      ],
      initContainers: [{ name: 'first', image: 'registry.example/first:1.0' }],
      tolerations: [{ key: 'spot', operator: 'Exists' }],
    },
  }
}

function objectAt(object: JsonObject, field: string): JsonObject {
  const value = object[field]
  return isObject(value) ? value : {}
}

function itemsAt(object: JsonObject, field: string): readonly JsonValue[] {
  const value = object[field]
  return isArray(value) ? value : []
}
