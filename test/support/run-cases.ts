import {
  type LoadedPolicies,
  latestKubernetesVersion,
  type PolicySet,
  type Problem,
  type SourceDocument,
} from '#src/core/index.ts'
import type { CaseWorld } from '#src/tester/cases/case-world.ts'
import type { ReadObjects } from '#src/tester/cases/derive-object.ts'
import { readCases } from '#src/tester/cases/read-cases.ts'
import { type CaseResult, runCases } from '#src/tester/cases/run-cases.ts'

/** A cluster with nothing but these policies. */
export function worldWith(policies: PolicySet): CaseWorld {
  const loaded: LoadedPolicies = { policies, podSecurity: undefined, problems: [] }
  return {
    policies: () => loaded,
    kubernetesVersion: latestKubernetesVersion,
    context: [],
  }
}

/** What came of the cases of a document, or what is wrong with it. */
export function verified(
  document: SourceDocument,
  policies: PolicySet,
  readObjects?: ReadObjects,
): { readonly results: readonly CaseResult[]; readonly problems: readonly Problem[] } {
  const read = readCases(document, readObjects)
  return read.kind === 'problems'
    ? { results: [], problems: read.problems }
    : { results: runCases(read.cases, worldWith(policies)), problems: [] }
}
