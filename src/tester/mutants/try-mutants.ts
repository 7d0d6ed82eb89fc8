import {
  isEvaluated,
  type KubernetesVersion,
  type LoadedPolicies,
  type Mutant,
  mutantsOf,
  type PolicySet,
  withMutant,
} from '../../core/index.ts'
import type { CaseSet } from '../cases/load-cases.ts'
import { type CaseResult, caseRunner, type RunCase } from '../cases/run-cases.ts'
import type { VerifiedSet } from '../cases/verified-set.ts'

/** What became of a mutant. */
export interface TriedMutant {
  readonly mutant: Mutant
  /** The cases that could notice it, documents apart. */
  readonly sets: readonly CaseSet[]
  /** The first case that fails with it; undefined where none does. */
  readonly killedBy: string | undefined
}

export interface MutantTrials {
  readonly tried: readonly TriedMutant[]
  /** Mutants that nobody looked at, since the time was up or there were too many of a policy. */
  readonly untried: number
}

/** How much may be tried: `isOver` is asked before each mutant. */
export interface MutantLimits {
  readonly isOver: () => boolean
  readonly mostOfPolicy: number
}

/**
 * Changes every policy in one thing after the other and runs the cases that come to what is changed, up to the first that
 * fails. Only cases that pass with the policies as they are count; they were watched while they ran.
 */
export function tryMutants(
  verified: readonly VerifiedSet[],
  { isOver, mostOfPolicy }: MutantLimits,
): MutantTrials {
  const tried: TriedMutant[] = []
  let untried = 0
  for (const { mutants, trials } of groupsOf(verified)) {
    const kills = new Map<CaseResult, number>()
    for (const [index, mutant] of mutants.entries()) {
      if (index >= mostOfPolicy || isOver()) {
        untried += mutants.length - index
        break
      }
      const outcome = tryMutant(mutant, trials, kills)
      if (outcome !== undefined) tried.push(outcome)
    }
  }
  return { tried, untried }
}

/** The cases of a document that pass. */
interface Trial {
  readonly set: CaseSet
  readonly results: readonly CaseResult[]
}

interface Group {
  readonly mutants: readonly Mutant[]
  readonly trials: readonly Trial[]
}

/** The mutants of each policy with all cases that run against it. */
function groupsOf(verified: readonly VerifiedSet[]): readonly Group[] {
  const groups = new Map<string, { readonly mutants: readonly Mutant[]; trials: Trial[] }>()
  for (const { set, results } of verified) {
    const trial = { set, results: results.filter(({ differences }) => differences.length === 0) }
    for (const compiled of policiesOf(set).policies) {
      const { kind, name, place } = compiled.policy
      const id = `${place.document.source} ${kind} ${name}`
      const group = groups.get(id) ?? { mutants: mutantsOf(compiled), trials: [] }
      group.trials.push(trial)
      groups.set(id, group)
    }
  }
  return [...groups.values()]
}

function policiesOf({ world }: CaseSet): PolicySet {
  return world.policies(world.kubernetesVersion).policies
}

function tryMutant(
  mutant: Mutant,
  trials: readonly Trial[],
  kills: Map<CaseResult, number>,
): TriedMutant | undefined {
  const sets = trials.map(({ set }) => set)
  const runs: { readonly run: RunCase; readonly result: CaseResult }[] = []
  for (const { set, results } of trials) {
    const run = runnerWith(mutant, set)
    if (run === undefined) return undefined
    runs.push(
      ...results.filter((result) => mayNotice(result, mutant)).map((result) => ({ run, result })),
    )
  }
  runs.sort((one, other) => (kills.get(other.result) ?? 0) - (kills.get(one.result) ?? 0))
  const killer = runs.find(({ run, result }) => run(result.row).differences.length > 0)?.result
  if (killer !== undefined) kills.set(killer, (kills.get(killer) ?? 0) + 1)
  return { mutant, sets, killedBy: killer?.row.name }
}

function mayNotice({ seen }: CaseResult, { policy, expression }: Mutant): boolean {
  return seen === undefined || expression === undefined || isEvaluated(seen, policy, expression)
}

/** Runs cases in a world where the mutant stands for its policy; undefined where it does not compile. */
function runnerWith(mutant: Mutant, { world }: CaseSet): RunCase | undefined {
  const known = new Map<KubernetesVersion, LoadedPolicies>()
  const changed = (version: KubernetesVersion): LoadedPolicies | undefined => {
    const loaded = world.policies(version)
    const policies = withMutant(loaded.policies, mutant)
    return policies && { ...loaded, policies }
  }
  const usual = changed(world.kubernetesVersion)
  if (usual === undefined) return undefined
  known.set(world.kubernetesVersion, usual)
  return caseRunner({
    ...world,
    policies: (version) => {
      const policies = known.get(version) ?? changed(version) ?? world.policies(version)
      known.set(version, policies)
      return policies
    },
  })
}
