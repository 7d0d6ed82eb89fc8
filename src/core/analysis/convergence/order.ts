import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import { jsonEqual } from '../../source/equal.ts'
import { type JsonObject, valueAt } from '../../source/json-value.ts'
import type { Sample } from '../samples/sample.ts'
import { type Counterexample, type FieldChange, fieldsBetween, stepTo } from './counterexample.ts'
import { type ConvergenceFinding, findingAt } from './finding.ts'
import type { Runner } from './runner.ts'

/** Policies whose order is compared as a whole; of more only pairs are. */
const mostPermuted = 4

/** Kubernetes runs policies in no order, so that every order should end at the same object. */
export function orderFindings(
  policies: readonly CompiledPolicy[],
  sample: Sample,
  runner: Runner,
): readonly ConvergenceFinding[] {
  const pairs = policies.flatMap((one, index) =>
    policies.slice(index + 1).map((other): Pair => [one, other]),
  )
  const found = pairs.flatMap((pair) =>
    runner.isExhausted() ? [] : pairFindings(pair, sample, runner),
  )
  if (found.length > 0 || policies.length < 3 || policies.length > mostPermuted) return found
  return permutationFindings(policies, sample, runner)
}

type Pair = readonly [CompiledPolicy, CompiledPolicy]

function pairFindings(
  [one, other]: Pair,
  { title, object }: Sample,
  runner: Runner,
): readonly ConvergenceFinding[] {
  const there = waysOf([one, other], object, runner)
  const back = waysOf([other, one], object, runner)
  if (runner.isSame(there.end, back.end)) return []
  const counterexample: Counterexample = {
    sample: title,
    fields: fieldsBetween(there.end, back.end),
    before: object,
    ways: [there.steps, back.steps],
  }
  const undone = [undoing(other, one, there), undoing(one, other, back)].flat()
  if (undone.length > 0) {
    return undone.map(({ by, of, fields }) =>
      findingAt(
        [by, of],
        {
          code: 'undoes',
          message: `"${by.policy.name}" undoes what "${of.policy.name}" did`,
          remedy: 'let one of them leave the field alone, or make one policy of the two',
        },
        { ...counterexample, fields },
      ),
    )
  }
  return [doesNotCommute([one, other], counterexample)]
}

interface Way {
  readonly steps: Counterexample['ways'][number]
  readonly start: JsonObject
  readonly end: JsonObject
}

/** Step by step, and then those once more that ask for it, as in one request. */
function waysOf(policies: readonly CompiledPolicy[], object: JsonObject, runner: Runner): Way {
  let last = object
  const steps = policies.map((policy) => {
    const before = last
    last = runner.run([policy], before).object
    return stepTo([policy.policy.name], before, last)
  })
  const end = runner.run(policies, object).object
  if (runner.isSame(last, end)) return { steps, start: object, end }
  const again = policies.filter(({ policy }) => policy.reinvocationPolicy === 'IfNeeded')
  const names = again.map(({ policy }) => policy.name)
  return { steps: [...steps, stepTo(names, last, end)], start: object, end }
}

interface Undone {
  readonly by: CompiledPolicy
  readonly of: CompiledPolicy
  readonly fields: readonly string[]
}

/** Fields that the second step puts back to what they were before the first. */
function undoing(
  by: CompiledPolicy,
  of: CompiledPolicy,
  { steps, start, end }: Way,
): readonly Undone[] {
  const [first, second] = steps
  if (first === undefined || second === undefined) return []
  const touched = second.changes.flatMap((change) =>
    first.changes.flatMap((before) => deeper(change, before) ?? []),
  )
  const isBack = ({ steps: at }: FieldChange) =>
    jsonEqual(valueAt(start, at) ?? null, valueAt(end, at) ?? null)
  const fields = [...new Set(touched.filter(isBack).map(({ path }) => path))]
  return fields.length === 0 ? [] : [{ by, of, fields }]
}

/** Of two changes, one of which is inside of the other, the inner one. */
function deeper(one: FieldChange, other: FieldChange): FieldChange | undefined {
  const [short, long] = one.steps.length <= other.steps.length ? [one, other] : [other, one]
  return short.steps.every((step, index) => long.steps[index] === step) ? long : undefined
}

function permutationFindings(
  policies: readonly CompiledPolicy[],
  { title, object }: Sample,
  runner: Runner,
): readonly ConvergenceFinding[] {
  const [first, ...others] = policies
  if (first === undefined) return []
  const usual = waysOf(policies, object, runner)
  for (const order of permutations(policies)) {
    if (runner.isExhausted()) return []
    const other = waysOf(order, object, runner)
    if (runner.isSame(usual.end, other.end)) continue
    return [
      doesNotCommute([first, ...others], {
        sample: title,
        fields: fieldsBetween(usual.end, other.end),
        before: object,
        ways: [usual.steps, other.steps],
      }),
    ]
  }
  return []
}

function doesNotCommute(
  policies: readonly [CompiledPolicy, ...CompiledPolicy[]],
  counterexample: Counterexample,
): ConvergenceFinding {
  const names = policies.map(({ policy }) => `"${policy.name}"`).join(' and ')
  return findingAt(
    policies,
    {
      code: 'does-not-commute',
      message: `${names} end at another object when they run in another order, and Kubernetes has none`,
      remedy: 'let only one of them set the field, or make one policy of them',
    },
    counterexample,
  )
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length <= 1) return [items]
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  )
}
