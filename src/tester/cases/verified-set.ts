import type { CaseSet } from './load-cases.ts'
import type { CaseResult } from './run-cases.ts'

/** The cases of a document, and what came of them. */
export interface VerifiedSet {
  readonly set: CaseSet
  readonly results: readonly CaseResult[]
}
