import { type JsonObject, loadPolicies, printJson, readYaml } from '#src/core/index.ts'
import { readCases } from '#src/tester/cases/read-cases.ts'
import { runCases } from '#src/tester/cases/run-cases.ts'
import type { VerifiedSet } from '#src/tester/cases/verified-set.ts'
import { worldWith } from './run-cases.ts'

/** Fields of a `PolicyCases` document; cases without a name are numbered. */
export interface CasesFields {
  readonly cases: readonly JsonObject[]
  readonly [field: string]: unknown
}

/** The cases of a document, run and watched against policies, which are sound. */
export function watchedSet(policyText: string, { cases, ...fields }: CasesFields): VerifiedSet {
  const { policies, problems } = loadPolicies([{ name: 'policy.yaml', text: policyText }], {
    kubernetesVersion: '1.37',
  })
  const value = {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'PolicyCases',
    metadata: { name: 'sample' },
    cases: cases.map((row, index) => ({ name: `case ${index}`, ...row })),
    ...fields,
  }
  const text = printJson(value as unknown as JsonObject)
  const [document] = readYaml({ name: 'cases.yaml', text }).documents
  if (document === undefined) throw new Error('no document')
  const read = readCases(document)
  const all = [...problems, ...(read.kind === 'problems' ? read.problems : [])]
  if (read.kind === 'problems' || all.length > 0) throw new Error(JSON.stringify(all))
  const world = worldWith(policies)
  return {
    set: { document, cases: read.cases, world },
    results: runCases(read.cases, world, { isWatched: true }),
  }
}

/** The policies of such a set. */
export function policiesOf({ set: { world } }: VerifiedSet) {
  return world.policies(world.kubernetesVersion).policies
}
