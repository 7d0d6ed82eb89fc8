import type { Snapshot } from '../../engine/snapshot.ts'
import { kindOfObject } from '../../kubernetes/kinds.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import { type JsonObject, valueAt } from '../../source/json-value.ts'
import { injectSidecar, lostOfSidecar, podSpecPath } from '../samples/inject-sidecar.ts'
import type { Sample } from '../samples/sample.ts'
import { type Counterexample, fieldsBetween, stepTo } from './counterexample.ts'
import { type ConvergenceFinding, findingAt } from './finding.ts'
import { isIdempotentOn } from './idempotence.ts'
import { atDoor, type Runner } from './runner.ts'

/**
 * Another webhook puts a container and a volume into the Pod behind the policies; then the API server runs those again that
 * ask for it (`IfNeeded`).
 */
export function injectionFindings(
  policies: readonly CompiledPolicy[],
  sample: Sample,
  runner: Runner,
  snapshot: Snapshot,
): readonly ConvergenceFinding[] {
  const served = kindOfObject(snapshot.kinds, sample.object)?.served
  const path = served && podSpecPath(served)
  if (path === undefined) return []
  const first = runner.run(policies, sample.object).object
  const seen = atDoor(injectSidecar(first, path), snapshot)
  if (seen === undefined) return []
  const injection: Injection = { sample, first, seen, names: policies.map(nameOf) }
  return policies.flatMap((policy) => {
    if (runner.isExhausted()) return []
    const after = runner.run([policy], seen).object
    const lost = lostOfSidecar(valueAt(after, path))
    if (lost.length > 0) {
      const fields = fieldsBetween(seen, after)
      return [undone(policy, lost, exampleOf(injection, policy, after, fields))]
    }
    if (policy.policy.reinvocationPolicy === 'IfNeeded') {
      return again(policy, after, { injection, runner })
    }
    return isSettled(policy, injection, runner) && !runner.isSame(seen, after)
      ? [missed(policy, exampleOf(injection, policy, after, fieldsBetween(seen, after)))]
      : []
  })
}

function nameOf({ policy }: CompiledPolicy): string {
  return policy.name
}

interface Injection {
  readonly sample: Sample
  readonly first: JsonObject
  readonly seen: JsonObject
  readonly names: readonly string[]
}

function exampleOf(
  { sample, first, seen, names }: Injection,
  policy: CompiledPolicy,
  after: JsonObject,
  fields: readonly string[],
): Counterexample {
  return {
    sample: `${sample.title}, with an injected container and volume`,
    fields,
    before: sample.object,
    ways: [
      [
        stepTo(names, sample.object, first),
        stepTo([], first, seen),
        stepTo([nameOf(policy)], seen, after),
      ],
    ],
  }
}

function undone(
  policy: CompiledPolicy,
  lost: readonly string[],
  counterexample: Counterexample,
): ConvergenceFinding {
  return findingAt(
    [policy],
    {
      code: 'undoes',
      message: `"${nameOf(policy)}" takes away the ${lost.join(' and the ')} that another webhook injected`,
      remedy: 'change only what the policy is about: merge by name, and leave the rest of the list',
    },
    counterexample,
  )
}

function again(
  policy: CompiledPolicy,
  after: JsonObject,
  { injection, runner }: { readonly injection: Injection; readonly runner: Runner },
): readonly ConvergenceFinding[] {
  const { first } = injection
  if (isIdempotentOn([policy], after, runner) || !isIdempotentOn([policy], first, runner)) return []
  const next = runner.run([policy], after).object
  const fields = fieldsBetween(after, next)
  return [
    findingAt(
      [policy],
      {
        code: 'not-idempotent',
        message: `"${nameOf(policy)}" goes on changing the object after another webhook injected a container`,
        remedy: 'ask in a match condition, or in the expression, whether it is there already',
      },
      exampleOf(injection, policy, next, fields),
    ),
  ]
}

/** Whether it has nothing more to do where nothing is injected. */
function isSettled(policy: CompiledPolicy, { first }: Injection, runner: Runner): boolean {
  return runner.isSame(first, runner.run([policy], first).object)
}

function missed(policy: CompiledPolicy, counterexample: Counterexample): ConvergenceFinding {
  return findingAt(
    [policy],
    {
      code: 'not-reinvoked',
      message: `"${nameOf(policy)}" would change what another webhook injects, and is not asked again`,
      remedy: 'set reinvocationPolicy: IfNeeded',
    },
    counterexample,
  )
}
