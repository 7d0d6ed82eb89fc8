import {
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
  valueAt,
} from '../source/json-value.ts'
import type { Path } from '../source/path.ts'

interface WorkloadKind {
  readonly group: string
  readonly resource: string
  /** Where the Pod template stands in the object. */
  readonly template: Path
}

/** Where Kubernetes' own kinds that create Pods keep their template. */
export const workloadKinds: readonly WorkloadKind[] = [
  { group: 'apps', resource: 'deployments', template: ['spec', 'template'] },
  { group: 'apps', resource: 'statefulsets', template: ['spec', 'template'] },
  { group: 'apps', resource: 'daemonsets', template: ['spec', 'template'] },
  { group: 'apps', resource: 'replicasets', template: ['spec', 'template'] },
  { group: '', resource: 'replicationcontrollers', template: ['spec', 'template'] },
  { group: '', resource: 'podtemplates', template: ['template'] },
  { group: 'batch', resource: 'jobs', template: ['spec', 'template'] },
  { group: 'batch', resource: 'cronjobs', template: ['spec', 'jobTemplate', 'spec', 'template'] },
]

const paths: ReadonlyMap<string, Path> = new Map(
  workloadKinds.map(({ group, resource, template }) => [`${group}/${resource}`, template]),
)

/** Where objects of that resource, one of Kubernetes' own, keep their Pod template; undefined where they have none. */
export function templatePathOf(group: string, resource: string): Path | undefined {
  return paths.get(`${group}/${resource}`)
}

/** The Pod template at the path, or undefined where the object has none (yet). */
export function templateAt(object: JsonObject | null, path: Path): JsonObject | undefined {
  const template = object === null ? undefined : valueAt(object, path)
  return isObject(template) ? template : undefined
}

/** The Pod that the template describes, in the workload's namespace; name and owner are the controller's to give. */
export function podOf(template: JsonObject, namespace: string): JsonObject {
  const metadata = isObject(template['metadata']) ? template['metadata'] : {}
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: namespace === '' ? metadata : { ...metadata, namespace },
    ...(template['spec'] === undefined ? {} : { spec: template['spec'] }),
  }
}

/** The object with a template that describes the Pod at the path; one that has no such place (any more) stays as it is. */
export function withPodAt(object: JsonObject, path: Path, pod: JsonObject): JsonObject {
  return isObject(valueAt(object, path)) ? (replaced(object, path, pod) as JsonObject) : object
}

function replaced(value: JsonValue, [step, ...rest]: Path, pod: JsonObject): JsonValue {
  if (step === undefined) return isObject(value) ? templateOf(pod, value) : value
  if (isArray(value)) {
    return value.map((item, index) => (index === step ? replaced(item, rest, pod) : item))
  }
  if (!isObject(value)) return value
  return { ...value, [step]: replaced(value[step] ?? null, rest, pod) }
}

/** The template that describes the Pod: what `podOf` added is taken away, what the template lacked stays absent. */
function templateOf(pod: JsonObject, before: JsonObject): JsonObject {
  const { namespace: _, ...metadata } = isObject(pod['metadata']) ? pod['metadata'] : {}
  const original = before['metadata']
  const keepsMetadata = original !== undefined || Object.keys(metadata).length > 0
  const ownNamespace = isObject(original) && original['namespace'] !== undefined
  return {
    ...before,
    ...(keepsMetadata
      ? {
          metadata: ownNamespace
            ? { ...metadata, namespace: original['namespace'] ?? null }
            : metadata,
        }
      : {}),
    ...(pod['spec'] === undefined ? {} : { spec: pod['spec'] }),
  }
}
