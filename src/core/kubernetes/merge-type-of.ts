import { customMergeType } from './custom/custom-merge-type.ts'
import type { KnownKind } from './kinds.ts'
import { type MergeType, metadataType, typeOfStruct } from './merge-type.ts'

/** How objects of a kind merge. */
export function mergeTypeOf(kind: KnownKind): MergeType {
  return kind.origin === 'built-in' ? typeOfStruct(kind.struct) : customMergeType(kind.custom)
}

/** Of a kind that is not known this much is: every object has a type and metadata. */
export const metadataOnly: MergeType = {
  map: {
    atomic: false,
    field: (name) => (name === 'metadata' ? metadataType() : undefined),
    others: undefined,
  },
}
