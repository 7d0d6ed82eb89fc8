import type { Snapshot } from '../../engine/snapshot.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import { ownSamples } from '../samples/own-samples.ts'
import type { Sample } from '../samples/sample.ts'
import type { ConvergenceFinding } from './finding.ts'
import { idempotenceFindings } from './idempotence.ts'
import { injectionFindings } from './injection.ts'
import { orderFindings } from './order.ts'
import { atDoor, newRunner, type Runner } from './runner.ts'

/** What became of trying the mutating policies of a snapshot. */
export interface Convergence {
  readonly findings: readonly ConvergenceFinding[]
  /** How many objects were tried. */
  readonly samples: number
  /** How often policies were run on an object. */
  readonly runs: number
  /** Whether there would have been more to try. */
  readonly isCut: boolean
}

/** Enough for a hundred policies that change the same object. */
const mostRuns = 50_000

/**
 * Runs the mutating policies on objects twice, in other orders, and behind a simulated injection, and finds what is not
 * idempotent, what does not commute, what one undoes of another. Without objects it makes some of the kinds that the
 * policies name. Each mistake is told once, with the first object that shows it.
 */
export function converge(snapshot: Snapshot, given: readonly Sample[]): Convergence {
  const policies = snapshot.policySet.policies.filter(
    ({ policy, bindings }) =>
      policy.door === 'mutate' && policy.broken === undefined && bindings.length > 0,
  )
  const runner = newRunner(snapshot, mostRuns)
  const samples = policies.length === 0 ? [] : samplesFor(policies, snapshot, given)
  const findings = new Map<string, ConvergenceFinding>()
  for (const sample of samples) {
    if (runner.isExhausted()) break
    for (const finding of findingsOn(sample, policies, runner, snapshot)) {
      const id = idOf(finding)
      if (!findings.has(id)) findings.set(id, finding)
    }
  }
  return {
    findings: [...findings.values()],
    samples: samples.length,
    runs: runner.runs(),
    isCut: runner.isExhausted(),
  }
}

/** That two policies fight is told once, in whichever words. */
function idOf({ problem, policies }: ConvergenceFinding): string {
  const isFight = policies.length > 1 && problem.code !== 'not-idempotent'
  return isFight
    ? `fight ${[...policies].sort().join(' ')}`
    : `${problem.code} ${policies.join(' ')}`
}

function findingsOn(
  sample: Sample,
  policies: readonly CompiledPolicy[],
  runner: Runner,
  snapshot: Snapshot,
): readonly ConvergenceFinding[] {
  const touching = touchingOf(policies, sample, runner)
  const alone = touching.flatMap((policy) => idempotenceFindings([policy], sample, runner))
  const ordered = orderFindings(touching, sample, runner)
  const together =
    alone.length + ordered.length === 0 ? idempotenceFindings(touching, sample, runner) : []
  const injected = injectionFindings(touching, sample, runner, snapshot)
  return [...alone, ...ordered, ...together, ...injected]
}

/** Those that change the object, by themselves or behind the others; what comes of that may move still others. */
function touchingOf(
  policies: readonly CompiledPolicy[],
  { object }: Sample,
  runner: Runner,
): readonly CompiledPolicy[] {
  const touching = new Set<string>()
  let current = object
  for (let round = 0; round < mostRounds; round++) {
    const before = touching.size
    const { object: next, changedBy } = runner.run(policies, current)
    for (const name of changedBy) touching.add(name)
    if (touching.size === before) break
    current = next
  }
  return policies.filter(
    (policy) =>
      touching.has(policy.policy.name) || runner.run([policy], object).changedBy.length > 0,
  )
}

/** How often one policy's change may move another's. */
const mostRounds = 4

function samplesFor(
  policies: readonly CompiledPolicy[],
  snapshot: Snapshot,
  given: readonly Sample[],
): readonly Sample[] {
  const objects = given.length > 0 ? given : ownSamples(policies, snapshot.kinds)
  return objects.flatMap(({ title, object }) => {
    const arrived = atDoor(object, snapshot)
    return arrived === undefined ? [] : [{ title, object: arrived }]
  })
}
