import type { JsonObject } from '../../../source/json-value.ts'
import { editExisting, listOf, textOf } from '../edit.ts'
import { always, type Conversion } from './conversion.ts'

/**
 * `podCIDR` is the first of `podCIDRs`; where they differ, or only it is there, it alone counts.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/conversion.go (Convert_v1_NodeSpec_To_core_NodeSpec)
 */
export const node: Conversion = {
  apiVersion: 'v1',
  kind: 'Node',
  convert: always((object) => editExisting(object, ['spec'], agree)),
}

function agree(spec: JsonObject): JsonObject {
  const one = textOf(spec, 'podCIDR')
  const [first] = listOf(spec, 'podCIDRs')
  if (one === '') return first === undefined || first === '' ? spec : { ...spec, podCIDR: first }
  return one === first ? spec : { ...spec, podCIDRs: [one] }
}
