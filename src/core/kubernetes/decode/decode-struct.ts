import type { JsonObject } from '../../source/json-value.ts'
import type { StructType } from '../schema/field-type.ts'
import type { DecodeProblem } from './decode-problem.ts'
import { decodeFields } from './decode-value.ts'
import type { Decoding, FieldOrder } from './decoding.ts'

export interface Decoded {
  /** Nobody else holds it, but for what stands where any JSON may stand. */
  readonly object: JsonObject
  readonly problems: readonly DecodeProblem[]
}

/**
 * The object as Kubernetes' types hold it, in the form in which Go prints it: nulls and unknown fields are dropped, empty
 * fields dropped or added as Go does, quantities, times and bytes canonical. A value that cannot be decoded is a problem,
 * and its field holds what Go holds before it decodes; problems stand in the order in which Go's decoder meets them.
 * https://github.com/kubernetes-sigs/json
 */
export function decodeStruct(
  value: JsonObject,
  struct: StructType,
  order: FieldOrder = 'as-given',
): Decoded {
  const decoding: Decoding = {
    root: struct,
    order,
    path: [],
    problems: [],
    start: 0,
    nested: false,
    undecodable: 0,
    ended: false,
  }
  const object = decodeFields(decoding, value, struct)
  return { object, problems: decoding.problems }
}
