import type { JsonObject } from '../../../source/json-value.ts'
import { editExisting, editItems } from '../edit.ts'
import { always, type Conversion } from './conversion.ts'

/**
 * Claim templates say what they are, and an empty `rollingUpdate` gets partition 0.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/apps/v1/conversion.go (Convert_apps_StatefulSetSpec_To_v1_StatefulSetSpec)
 */
export const statefulSet: Conversion = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  convert: always((object) =>
    editExisting(editExisting(object, ['spec'], nameTemplates), rollingUpdate, (update) => ({
      partition: 0,
      ...update,
    })),
  ),
}

const rollingUpdate = ['spec', 'updateStrategy', 'rollingUpdate']

function nameTemplates(spec: JsonObject): JsonObject {
  return editItems(spec, 'volumeClaimTemplates', (template) => ({
    ...template,
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
  }))
}
