import type { JsonObject } from '../../source/json-value.ts'
import { editExisting, editItems } from './edit.ts'
import type { StagedKind } from './surroundings.ts'

/**
 * The one default that the API server's clock says: since when a device is tainted.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/resource/v1/defaults.go (SetDefaults_DeviceTaint)
 */
export function withClockDefaults(
  object: JsonObject,
  { group, kind }: StagedKind,
  time: string,
): JsonObject {
  if (group !== 'resource.k8s.io') return object
  const since = (taint: JsonObject) => ({ timeAdded: time, ...taint })
  if (kind === 'DeviceTaintRule') return editExisting(object, ['spec', 'taint'], since)
  if (kind !== 'ResourceSlice') return object
  return editExisting(object, ['spec'], (spec) =>
    editItems(spec, 'devices', (device) => editItems(device, 'taints', since)),
  )
}
