import { customMergeFacts } from './custom/custom-merge-facts.ts'
import type { KnownKind } from './kinds.ts'
import { factsOfStruct, type MergeFacts, metadataFacts } from './merge-facts.ts'

/** How objects of a kind merge; of one that is not known only how its metadata does. */
export function mergeFactsOf(kind: KnownKind | undefined): MergeFacts {
  if (kind === undefined) return metadataOnly
  return kind.origin === 'built-in' ? factsOfStruct(kind.struct) : customMergeFacts(kind.custom)
}

const metadataOnly: MergeFacts = {
  get fields() {
    return { metadata: metadataFacts() }
  },
}
