import type { JsonObject, JsonValue, Path } from '#src/core/index.ts'
import { oneOfEachType, scalarValues } from './scalar-values.ts'
import type { Scalar } from './shapes.ts'
import { withValue } from './sites.ts'

/** A minimal object's field of each scalar; whatever stands there, the rest of the object is valid. */
const fields: readonly { readonly scalar: Scalar; readonly kind: string; readonly path: Path }[] = [
  { scalar: 'string', kind: 'v1 ConfigMap', path: ['data', 'a'] },
  { scalar: 'boolean', kind: 'v1 ConfigMap', path: ['immutable'] },
  { scalar: 'int32', kind: 'apps/v1 ReplicaSet', path: ['spec', 'minReadySeconds'] },
  { scalar: 'int32', kind: 'apps/v1 Deployment', path: ['spec', 'replicas'] },
  { scalar: 'int64', kind: 'v1 Pod', path: ['spec', 'activeDeadlineSeconds'] },
  { scalar: 'int64', kind: 'apps/v1 ControllerRevision', path: ['revision'] },
  {
    scalar: 'double',
    kind: 'apiextensions.k8s.io/v1 CustomResourceDefinition',
    path: ['spec', 'versions', 0, 'schema', 'openAPIV3Schema', 'maximum'],
  },
  { scalar: 'quantity', kind: 'v1 ResourceQuota', path: ['spec', 'hard', 'pods'] },
  {
    scalar: 'quantity',
    kind: 'v1 PersistentVolumeClaim',
    path: ['spec', 'resources', 'requests', 'storage'],
  },
  { scalar: 'quantity', kind: 'storage.k8s.io/v1 CSIStorageCapacity', path: ['capacity'] },
  {
    scalar: 'int-or-string',
    kind: 'policy/v1 PodDisruptionBudget',
    path: ['spec', 'maxUnavailable'],
  },
  { scalar: 'int-or-string', kind: 'v1 Service', path: ['spec', 'ports', 0, 'targetPort'] },
  { scalar: 'time', kind: 'v1 Event', path: ['firstTimestamp'] },
  { scalar: 'time', kind: 'v1 ConfigMap', path: ['metadata', 'creationTimestamp'] },
  { scalar: 'micro-time', kind: 'coordination.k8s.io/v1 Lease', path: ['spec', 'renewTime'] },
  { scalar: 'bytes', kind: 'v1 Secret', path: ['data', 'a'] },
  { scalar: 'bytes', kind: 'apiregistration.k8s.io/v1 APIService', path: ['spec', 'caBundle'] },
  { scalar: 'any', kind: 'apps/v1 ControllerRevision', path: ['data'] },
]

/** Every form of every scalar, and a value of every other type, one to an object. */
export function scalarSamples(
  minimal: ReadonlyMap<string, JsonObject>,
): readonly { readonly name: string; readonly object: JsonObject }[] {
  return fields.flatMap(({ scalar, kind, path }) => {
    const object = minimal.get(kind)
    if (object === undefined) throw new Error(`no minimal object of ${kind}`)
    return formsOf(scalar).map((value, index) => ({
      name: `form ${index} of ${scalar} in ${kind}`,
      object: withValue(object, path, value) as JsonObject,
    }))
  })
}

function formsOf(scalar: Scalar): readonly JsonValue[] {
  const { empty, good, odd } = scalarValues[scalar]
  return [null, empty, ...good, ...odd, ...oneOfEachType]
}
