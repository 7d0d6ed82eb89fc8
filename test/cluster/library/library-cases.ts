import {
  type JsonObject,
  latestKubernetesVersion as kubernetesVersion,
  printProblem,
} from '#src/core/index.ts'
import { type CaseSet, loadCases } from '#src/tester/cases/load-cases.ts'
import type { PolicyCase } from '#src/tester/cases/policy-case.ts'
import { root } from '#test/policies/policy-folders.ts'
import { caseVerdict } from '../tester-parity/case-verdict.ts'
import type { Verdict } from '../tester-parity/verdict.ts'

/** A case of the library, with the policies that it is about. */
export interface LibraryCase {
  readonly title: string
  readonly row: PolicyCase
  /** The policies of its folder, with the params of the case. */
  readonly policies: readonly JsonObject[]
  /** What the tester says of a request under these policies. */
  readonly judge: (row: PolicyCase) => Verdict
}

/** Every case of every folder, as `sallyport verify` reads and runs them. */
export async function libraryCases(): Promise<readonly LibraryCase[]> {
  const paths = { paths: [root], context: [], exemptionNamespace: ['sallyport'], podTemplate: [] }
  const origin = { folder: root, standardInput: process.stdin }
  const { sets, problems } = await loadCases({ ...paths, kubernetesVersion }, origin)
  if (problems.length > 0) throw new Error(problems.map(printProblem).join('\n'))
  return sets.flatMap(casesOf)
}

function casesOf({ document, cases, world }: CaseSet): readonly LibraryCase[] {
  const { policies } = world.policies(kubernetesVersion).policies
  const documents = policies.map(({ policy }) => policy.place.document.value as JsonObject)
  return cases.map((row) => ({
    title: `${document.source}: ${row.name}`,
    row,
    policies: documents.map((policy) => withParams(policy, row.params)),
    judge: (sent) => caseVerdict(sent, world),
  }))
}

/** A rule has its params inline. */
function withParams(rule: JsonObject, params: JsonObject | undefined): JsonObject {
  if (params === undefined) return rule
  return { ...rule, spec: { ...(rule['spec'] as JsonObject), params } }
}
