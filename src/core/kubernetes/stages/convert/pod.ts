import { isObject, type JsonObject } from '../../../source/json-value.ts'
import { isAtLeast } from '../../version.ts'
import { editExisting, listOf, textOf } from '../edit.ts'
import { withoutInitAnnotations } from '../init-annotations.ts'
import { podTemplates } from '../pod-templates.ts'
import { always, type Conversion } from './conversion.ts'

/** From this release on decoding sets these as defaults. */
const inDefaultsSince = '1.37'

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
export const templates: readonly Conversion[] = podTemplates.map(({ group, kind, path }) => ({
  apiVersion: group === '' ? 'v1' : `${group}/v1`,
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

function agreeOnAddress(status: JsonObject): JsonObject {
  const address = textOf(status, 'podIP')
  const [first] = listOf(status, 'podIPs')
  const listed = isObject(first) ? textOf(first, 'ip') : ''
  if (address === '') return listed === '' ? status : { ...status, podIP: listed }
  return address === listed ? status : { ...status, podIPs: [{ ip: address }] }
}
