import type { Mutant, Problem } from '../../core/index.ts'
import { acceptanceOf } from './accepted-mutants.ts'
import type { MutantTrials, TriedMutant } from './try-mutants.ts'

/** A change of a policy that no case noticed. */
export interface SurvivingMutant {
  readonly id: string
  readonly operator: string
  readonly policy: string
  readonly source: string
  readonly path: string
  readonly line: number | null
  readonly column: number | null
  /** `a <= b becomes a < b` */
  readonly text: string
  /** Why it may stay, where somebody wrote that down. */
  readonly accepted: string | null
}

/** What became of the policies' mutants. */
export interface MutantsReport {
  /** How many were tried. */
  readonly total: number
  readonly killed: number
  /** How many survived with a reason, and without one. */
  readonly accepted: number
  readonly survived: number
  /** How many there was no time for. */
  readonly untried: number
  /** In the order of the files; the accepted ones among them. */
  readonly survivors: readonly SurvivingMutant[]
}

export interface JudgedMutants {
  readonly report: MutantsReport
  /** Acceptances of what is killed, or is not there. */
  readonly problems: readonly Problem[]
}

/** The report of what was tried, with what documents of cases accept. */
export function judgeMutants({ tried, untried }: MutantTrials): JudgedMutants {
  const { reasonFor, problems } = acceptanceOf(tried, { isComplete: untried === 0 })
  const survivors = tried
    .filter(({ killedBy }) => killedBy === undefined)
    .map((one) => survivor(one, reasonFor(one)))
  const accepted = survivors.filter((one) => one.accepted !== null).length
  return {
    report: {
      total: tried.length,
      killed: tried.length - survivors.length,
      accepted,
      survived: survivors.length - accepted,
      untried,
      survivors,
    },
    problems,
  }
}

function survivor({ mutant }: TriedMutant, accepted: string | undefined): SurvivingMutant {
  const { id, operator, policy, source, path, line, column, text }: Mutant = mutant
  return {
    id,
    operator,
    policy: policy.name,
    source,
    path,
    line: line ?? null,
    column: column ?? null,
    text,
    accepted: accepted ?? null,
  }
}
