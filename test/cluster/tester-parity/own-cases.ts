import {
  type JsonObject,
  latestKubernetesVersion as kubernetesVersion,
  printProblem,
} from '#src/core/index.ts'
import { type CaseSet, loadCases } from '#src/tester/cases/load-cases.ts'
import type { PolicyCase } from '#src/tester/cases/policy-case.ts'
import { root } from '#test/policies/policy-folders.ts'
import { caseVerdict } from './case-verdict.ts'
import type { Verdict } from './verdict.ts'

/** A case of our own policies, with all that a cluster must have for it. */
export interface OwnCase {
  readonly title: string
  readonly row: PolicyCase
  /** The rules, with the params of the case. */
  readonly policies: readonly JsonObject[]
  /** What the tester says of it in the namespace, where the case names none. */
  readonly judge: (namespace: string) => Verdict
}

/** Every case of every folder, as `sallyport verify` reads and runs them. */
export async function ownCases(): Promise<readonly OwnCase[]> {
  const paths = { paths: [root], context: [], exemptionNamespace: [], podTemplate: [] }
  const origin = { folder: root, standardInput: process.stdin }
  const { sets, problems } = await loadCases({ ...paths, kubernetesVersion }, origin)
  if (problems.length > 0) throw new Error(problems.map(printProblem).join('\n'))
  return sets.flatMap(casesOf)
}

function casesOf({ document, cases, world }: CaseSet): readonly OwnCase[] {
  const { policies } = world.policies(kubernetesVersion).policies
  const rules = policies.map(({ policy }) => policy.place.document.value as JsonObject)
  return cases.map((row) => ({
    title: `${document.source}: ${row.name}`,
    row,
    policies: rules.map((rule) => withParams(rule, row.params)),
    judge: (namespace) => caseVerdict({ ...row, namespace: row.namespace ?? namespace }, world),
  }))
}

/** A rule has its params inline. */
function withParams(rule: JsonObject, params: JsonObject | undefined): JsonObject {
  if (params === undefined) return rule
  return { ...rule, spec: { ...(rule['spec'] as JsonObject), params } }
}
