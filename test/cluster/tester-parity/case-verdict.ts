import { loadPolicies } from '#src/core/index.ts'
import type { CaseWorld } from '#src/tester/cases/case-world.ts'
import type { PolicyCase } from '#src/tester/cases/policy-case.ts'
import type { CaseOutcome, Refusal } from '#src/tester/cases/run-case.ts'
import { runCases } from '#src/tester/cases/run-cases.ts'
import { differences } from '../differences.ts'
import { changesOf } from './changes.ts'
import type { Verdict } from './verdict.ts'

/** What the tester says of a case; changed is what is not so where the world has no policies. */
export function caseVerdict(row: PolicyCase, world: CaseWorld): Verdict {
  const { allowed, refusals, warnings, judged, patch } = outcomeOf(row, world)
  const said = [...new Set(refusals.map(textOf))]
  const untouched = () => outcomeOf(row, { ...world, policies: withoutPolicies }).judged
  return {
    refusal: said.length === 0 ? undefined : said.join('\n'),
    warnings,
    changes: allowed && patch.length > 0 ? changesOf(differences(untouched(), judged)) : {},
  }
}

const withoutPolicies: CaseWorld['policies'] = (version) =>
  loadPolicies([], { kubernetesVersion: version })

function outcomeOf(row: PolicyCase, world: CaseWorld): CaseOutcome {
  const [result] = runCases([row], world)
  if (result === undefined) throw new Error(`${row.name} has no result`)
  return result.actual
}

/** A rule's refusal as the API server is told of it. */
function textOf({ policy, path, message }: Refusal): string {
  const isSaid = path === undefined || path === '' || message.includes(path)
  return isSaid ? `${policy}: ${message}` : `${policy}: ${path}: ${message}`
}
