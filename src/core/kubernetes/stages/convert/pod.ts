import { isObject, type JsonObject } from '../../../source/json-value.ts'
import { isAtLeast } from '../../version.ts'
import { editExisting, listOf, objectAt, textOf, withMap } from '../edit.ts'
import { always, type Conversion } from './conversion.ts'

/** From this release on decoding sets these as defaults. */
const inDefaultsSince = '1.37'

const templates: readonly { apiVersion: string; kind: string; path: readonly string[] }[] = [
  { apiVersion: 'v1', kind: 'PodTemplate', path: ['template'] },
  { apiVersion: 'v1', kind: 'ReplicationController', path: ['spec', 'template'] },
  { apiVersion: 'apps/v1', kind: 'Deployment', path: ['spec', 'template'] },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', path: ['spec', 'template'] },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', path: ['spec', 'template'] },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', path: ['spec', 'template'] },
  { apiVersion: 'batch/v1', kind: 'Job', path: ['spec', 'template'] },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    path: ['spec', 'jobTemplate', 'spec', 'template'],
  },
]

/**
 * Of a Pod: the two names of the service account agree, the annotations of old init containers go, a negative grace period is
 * 1, and `podIP` is the first of `podIPs`.
 * https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/apis/core/v1/conversion.go
 */
export const pod: Conversion = {
  apiVersion: 'v1',
  kind: 'Pod',
  convert: always((object, version) => {
    if (isAtLeast(version, inDefaultsSince)) return object
    const graceful = editExisting(withoutInitAnnotations(object), ['spec'], withGracePeriod)
    return editExisting(withAlias(graceful), ['status'], agreeOnAddress)
  }),
}

/** The same for the Pods that workloads describe, but for the grace period. */
export const podTemplates: readonly Conversion[] = templates.map(({ apiVersion, kind, path }) => ({
  apiVersion,
  kind,
  convert: always((object, version) =>
    isAtLeast(version, inDefaultsSince)
      ? object
      : editExisting(object, path, (template) => withAlias(withoutInitAnnotations(template))),
  ),
}))

function withAlias(object: JsonObject): JsonObject {
  return editExisting(object, ['spec'], (spec) => {
    const name = textOf(spec, 'serviceAccountName') || textOf(spec, 'serviceAccount')
    return name === '' ? spec : { ...spec, serviceAccountName: name, serviceAccount: name }
  })
}

function withGracePeriod(spec: JsonObject): JsonObject {
  const seconds = spec['terminationGracePeriodSeconds']
  return Number(seconds) < 0 ? { ...spec, terminationGracePeriodSeconds: 1 } : spec
}

const initAnnotation = /^pod\.(alpha|beta)\.kubernetes\.io\/init-container(s|-statuses)$/

function withoutInitAnnotations(object: JsonObject): JsonObject {
  const annotations = objectAt(object, ['metadata', 'annotations'])
  const kept = Object.entries(annotations).filter(([name]) => !initAnnotation.test(name))
  if (kept.length === Object.keys(annotations).length) return object
  return editExisting(object, ['metadata'], (metadata) =>
    withMap(metadata, 'annotations', Object.fromEntries(kept)),
  )
}

function agreeOnAddress(status: JsonObject): JsonObject {
  const address = textOf(status, 'podIP')
  const [first] = listOf(status, 'podIPs')
  const listed = isObject(first) ? textOf(first, 'ip') : ''
  if (address === '') return listed === '' ? status : { ...status, podIP: listed }
  return address === listed ? status : { ...status, podIPs: [{ ip: address }] }
}
