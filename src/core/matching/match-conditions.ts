import { CelError } from '../cel/value.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { activationOf, evaluateShared, type Scope } from './evaluation.ts'
import { type MatchAnswer, match } from './match-resources.ts'

/**
 * Whether every condition holds: one that is false decides even where another fails.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/webhook/matchconditions/matcher.go
 */
export function matchConditionsHold(
  { matchConditions, variables }: CompiledPolicy,
  scope: Scope,
): MatchAnswer {
  if (matchConditions.length === 0) return match
  const activation = activationOf(scope, variables)
  let errors: string[] | undefined
  for (const { name, expression } of matchConditions) {
    const value = evaluateShared(expression, activation, scope)
    if (value === false) return { kind: 'no-match', why: `match condition "${name}" is false` }
    if (value instanceof CelError) {
      errors ??= []
      errors.push(value.message)
    }
  }
  return errors === undefined ? match : { kind: 'error', message: errors.join(', ') }
}
