import { type PolicySet, wordsOfPolicy } from '../core/index.ts'
import type { PolicyDescription } from './report.ts'

/** What a policy says of itself. */
export function describePolicy({ policy }: PolicySet['policies'][number]): PolicyDescription {
  const { source } = policy.place.document
  return { kind: policy.kind, name: policy.name, source, ...wordsOfPolicy(policy) }
}
