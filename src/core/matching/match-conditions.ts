import { CelError, type Value } from '../cel/value.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { isKubernetesKind } from '../policy/model.ts'
import {
  type BudgetScope,
  matchConditionsBudget,
  mayRunOut,
  outOfBudget,
  withBudget,
} from './budget.ts'
import { activationOf, evaluateShared } from './evaluation.ts'
import { type MatchAnswer, match } from './match-resources.ts'
import type { Scope } from './scope.ts'
import type { NamespaceAnswer } from './subject.ts'

/**
 * Whether every condition holds: one that is false decides even where another fails, but not where the conditions
 * together run out of their budget. Behind a false one the others are evaluated only where they may come to that.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/webhook/matchconditions/matcher.go
 */
export function matchConditionsHold(
  { policy, matchConditions, variables }: CompiledPolicy,
  unpaid: Scope,
): MatchAnswer {
  if (matchConditions.length === 0) return match
  const named = isKubernetesKind(policy) ? { ...unpaid, namespace: noNamespace } : unpaid
  const scope = withBudget(named, matchConditionsBudget)
  const values = valuesOf(matchConditions, scope, variables)
  if (values.includes(outOfBudget)) return { kind: 'error', message: outOfBudget.message }
  const falseOne = matchConditions[values.indexOf(false)]
  if (falseOne !== undefined) {
    return { kind: 'no-match', why: `match condition "${falseOne.name}" is false` }
  }
  const errors = values.flatMap((value) => (value instanceof CelError ? [value.message] : []))
  return errors.length === 0 ? match : { kind: 'error', message: errors.join(', ') }
}

/** Kubernetes gives the match conditions of its kinds no namespace. */
const noNamespace = (): NamespaceAnswer => ({ kind: 'namespace', object: null })

function valuesOf(
  conditions: CompiledPolicy['matchConditions'],
  scope: BudgetScope,
  variables: CompiledPolicy['variables'],
): readonly (Value | CelError)[] {
  const activation = activationOf(scope, variables)
  const values: (Value | CelError)[] = []
  for (const { expression } of conditions) {
    const left = conditions.length - values.length + variables.size
    if (values.includes(false) && !mayRunOut(scope.control, left)) break
    const value = evaluateShared(expression, activation, scope)
    values.push(value)
    if (value === outOfBudget) break
  }
  return values
}
