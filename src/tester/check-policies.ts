import {
  converge,
  evaluationsOf,
  type Problem,
  type RequestSample,
  type Snapshot,
  staticProblemsOf,
  type TrialObject,
} from '../core/index.ts'
import { byPlace, type CheckProblem, type CheckReport, checkProblem } from './check-report.ts'
import { secondOpinionsOf } from './second-opinions.ts'

export interface CheckOptions {
  readonly snapshot: Snapshot
  /** What reading, compiling and type-checking the policies found. */
  readonly problems: readonly Problem[]
  readonly hasContext: boolean
  /** Objects to try policies on; where there are none, samples are made. */
  readonly objects: readonly TrialObject[]
  readonly secondOpinion: boolean
  /** Requests of the cases beside the policies, for the second opinion. */
  readonly requests: readonly RequestSample[]
}

/** All that can be said of policies without a request. */
export function checkPolicies(options: CheckOptions): CheckReport {
  const { snapshot, objects, hasContext } = options
  const { policies } = snapshot.policySet
  const { findings, samples, runs, isCut } = converge(snapshot, objects)
  const opinions = options.secondOpinion
    ? secondOpinionsOf(evaluationsOf(snapshot, { objects, requests: options.requests }))
    : undefined
  const problems = [
    ...options.problems.map((problem) => checkProblem(problem)),
    ...staticProblemsOf(snapshot, { hasContext }).map((problem) => checkProblem(problem)),
    ...findings.map(({ problem, counterexample }) => checkProblem(problem, counterexample)),
    ...(opinions?.problems ?? []).map((problem) => checkProblem(problem)),
  ].sort(byPlace)
  const bindings = policies.flatMap((compiled) => compiled.bindings)
  return {
    summary: {
      policies: policies.length,
      bindings: bindings.filter(({ kind }) => kind !== 'own').length,
      errors: count(problems, 'error'),
      warnings: count(problems, 'warning'),
    },
    problems,
    convergence: samples === 0 ? null : { objects: samples, runs },
    secondOpinion: opinions === undefined ? null : withoutProblems(opinions),
    notes: isCut
      ? [`mutating policies were run ${runs} times; there would have been more to try`]
      : [],
  }
}

function count(problems: readonly CheckProblem[], severity: Problem['severity']): number {
  return problems.filter((problem) => problem.severity === severity).length
}

function withoutProblems({
  compared,
  notCompared,
}: {
  readonly compared: number
  readonly notCompared: number
}) {
  return { compared, notCompared }
}
