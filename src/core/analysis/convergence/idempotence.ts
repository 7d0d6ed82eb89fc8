import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import type { JsonObject } from '../../source/json-value.ts'
import type { Sample } from '../samples/sample.ts'
import { fieldsBetween, stepTo } from './counterexample.ts'
import { type ConvergenceFinding, findingAt } from './finding.ts'
import type { Runner } from './runner.ts'

/** Policies, run on what they made, should leave it as it is: the API server may run them again. */
export function idempotenceFindings(
  policies: readonly CompiledPolicy[],
  { title, object }: Sample,
  runner: Runner,
): readonly ConvergenceFinding[] {
  const [first, ...others] = policies
  if (first === undefined) return []
  const names = policies.map(({ policy }) => policy.name)
  const once = runner.run(policies, object).object
  const twice = runner.run(policies, once).object
  if (runner.isSame(once, twice)) return []
  const who =
    others.length === 0
      ? `"${names[0]}"`
      : `${names.map((name) => `"${name}"`).join(', ')} together`
  return [
    findingAt(
      [first, ...others],
      {
        code: 'not-idempotent',
        message: `${who} run once more changes its own result again`,
        remedy: 'ask in a match condition, or in the expression, whether it is there already',
      },
      {
        sample: title,
        fields: fieldsBetween(once, twice),
        before: object,
        ways: [[stepTo(names, object, once), stepTo(names, once, twice)]],
      },
    ),
  ]
}

/** The same, seen from an object on which others were at work. */
export function isIdempotentOn(
  policies: readonly CompiledPolicy[],
  object: JsonObject,
  runner: Runner,
): boolean {
  const once = runner.run(policies, object).object
  return runner.isSame(once, runner.run(policies, once).object)
}
