import type { JsonObject } from '../../../source/json-value.ts'
import { editItems, itemsOf, objectAt, textOf } from '../edit.ts'
import { randomSuffix } from '../placeholders.ts'
import type { Unknown } from '../surroundings.ts'

const prefix = 'kube-api-access-'

const mountPath = '/var/run/secrets/kubernetes.io/serviceaccount'

/** Seconds: an hour and the seven by which the API server knows its own tokens. */
const expirationSeconds = 3607

/**
 * The Pod's spec with the token's volume, mounted in every container that mounts nothing at the token's path. A volume whose name
 * begins as the token's does is taken for it.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/admission/serviceaccount/admission.go
 */
export function withTokenVolume(spec: JsonObject): JsonObject {
  const volumes = itemsOf(spec, 'volumes')
  const own = volumes.map((one) => textOf(one, 'name')).find((name) => name.startsWith(prefix))
  const name = own ?? `${prefix}${randomSuffix}`
  const mounted = ['initContainers', 'containers'].reduce(
    (before, field) => editItems(before, field, (container) => withMount(container, name)),
    spec,
  )
  const isNeeded = [...itemsOf(spec, 'initContainers'), ...itemsOf(spec, 'containers')].some(
    (container) => !mountsAtPath(container),
  )
  if (own !== undefined || !isNeeded) return mounted
  return { ...mounted, volumes: [...volumes, { name, projected: projection }] }
}

/** The name of the volume, where the Pod got one that it did not have. */
export function unknownTokenVolumeName(pod: JsonObject, before: JsonObject): readonly Unknown[] {
  const count = itemsOf(objectAt(pod, ['spec']), 'volumes').length
  if (count === itemsOf(objectAt(before, ['spec']), 'volumes').length) return []
  return [
    {
      path: ['spec', 'volumes', count - 1, 'name'],
      what: "the name of the token's volume",
      why: 'its end is random',
      substitute: 'placeholder',
    },
  ]
}

function mountsAtPath(container: JsonObject): boolean {
  return itemsOf(container, 'volumeMounts').some((one) => one['mountPath'] === mountPath)
}

function withMount(container: JsonObject, name: string): JsonObject {
  if (mountsAtPath(container)) return container
  const mounts = itemsOf(container, 'volumeMounts')
  return { ...container, volumeMounts: [...mounts, { name, readOnly: true, mountPath }] }
}

const projection: JsonObject = {
  defaultMode: 0o644,
  sources: [
    { serviceAccountToken: { path: 'token', expirationSeconds } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    {
      downwardAPI: {
        items: [
          { path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } },
        ],
      },
    },
  ],
}
