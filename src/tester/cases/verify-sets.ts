import { type Problem, problemAt } from '../../core/index.ts'
import type { CaseSet, LoadedCases, PolicyTitle } from './load-cases.ts'
import { runCases } from './run-cases.ts'
import type { VerifiedSet } from './verified-set.ts'
import { type VerifyReport, verifyResult } from './verify-report.ts'

/** Runs the cases whose name, or whose document's, has the text in it; all of them where it is empty. */
export function runSets(
  sets: readonly CaseSet[],
  filter: string,
  watching: { readonly isWatched: boolean },
): readonly VerifiedSet[] {
  return sets.flatMap((set) => {
    const { metadata } = set.document.value as unknown as Named
    const cases = metadata.name.includes(filter)
      ? set.cases
      : set.cases.filter(({ name }) => name.includes(filter))
    return cases.length === 0 ? [] : [{ set, results: runCases(cases, set.world, watching) }]
  })
}

interface Named {
  readonly metadata: { readonly name: string }
}

/** How and when cases were run. */
export interface VerifyRun extends Pick<VerifyReport, 'version' | 'time'> {
  readonly isFiltered: boolean
  /** What the cases are worth. */
  readonly quality: Pick<VerifyReport, 'coverage' | 'mutants' | 'problems'>
}

/** The report of what was run. Which policies have no cases is only told where no case was left out, as they are where there are errors. */
export function verifyReport(
  verified: readonly VerifiedSet[],
  { policies, problems }: Pick<LoadedCases, 'policies' | 'problems'>,
  { isFiltered, version, time, quality }: VerifyRun,
): VerifyReport {
  const results = verified.flatMap(({ set, results }) =>
    results.map((result) => verifyResult(set.document, result)),
  )
  const isPartial = isFiltered || problems.some(({ severity }) => severity === 'error')
  const idle = isPartial ? [] : withoutCases(verified, policies)
  const passed = results.filter((result) => result.passed).length
  return {
    summary: {
      documents: verified.length,
      cases: results.length,
      passed,
      failed: results.length - passed,
      policies: policies.length,
      policiesWithoutCases: idle.length,
    },
    version,
    time,
    problems: [...problems, ...idle.map(noCases), ...quality.problems],
    results,
    coverage: quality.coverage,
    mutants: quality.mutants,
  }
}

/** Policies that no case came to. */
function withoutCases(
  verified: readonly VerifiedSet[],
  policies: readonly PolicyTitle[],
): readonly PolicyTitle[] {
  const tried = new Set(verified.flatMap(triedBy))
  return policies.filter((title) => !tried.has(idOf(title)))
}

function triedBy({ set: { world }, results }: VerifiedSet): readonly string[] {
  const names = new Set(results.flatMap(({ actual }) => actual.applied))
  return world
    .policies(world.kubernetesVersion)
    .policies.policies.filter(({ policy }) => names.has(policy.name))
    .map(({ policy: { kind, name, place } }) => idOf({ kind, name, document: place.document }))
}

function idOf({ kind, name, document }: PolicyTitle): string {
  return `${document.source} ${kind} ${name}`
}

function noCases({ kind, name, document }: PolicyTitle): Problem {
  return problemAt(document, ['metadata', 'name'], {
    code: 'policy-without-cases',
    severity: 'warning',
    message: `no case shows what ${kind} "${name}" does`,
    remedy: 'write cases for it beside it, in a document of kind PolicyCases',
  })
}
