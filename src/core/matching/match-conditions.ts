import type { Activation, Control } from '../cel/program.ts'
import { CelError } from '../cel/value.ts'
import type { CompiledNamedExpression } from '../policy/compile-policy.ts'
import { evaluate } from './evaluation.ts'
import type { MatchAnswer } from './match-resources.ts'

/**
 * Whether every condition holds: one that is false decides even where another fails.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/webhook/matchconditions/matcher.go
 */
export function matchConditionsHold(
  conditions: readonly CompiledNamedExpression[],
  activation: Activation,
  control: Control,
): MatchAnswer {
  const errors: string[] = []
  for (const { name, expression } of conditions) {
    const value = evaluate(expression, activation, control)
    if (value === false) return { kind: 'no-match', why: `match condition "${name}" is false` }
    if (value instanceof CelError) errors.push(value.message)
  }
  return errors.length === 0 ? { kind: 'match' } : { kind: 'error', message: errors.join(', ') }
}
