import { CelError } from '../cel/value.ts'
import type { PolicyControl } from './evaluated.ts'
import type { Scope } from './scope.ts'

/** What one evaluation of an expression may cost. https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/apis/cel/config.go */
export const perCallLimit = 1_000_000

/** What the validations of a policy, one binding and param, and their messages may cost together; likewise its audit annotations, and each mutation. */
export const runtimeBudget = 10_000_000

/** What the match conditions of a policy may cost together. */
export const matchConditionsBudget = 2_500_000

/** The control of expressions that share a budget; the variables that they read are paid from it too. */
export interface BudgetControl extends PolicyControl {
  readonly budget: number
}

export interface BudgetScope extends Scope {
  readonly control: BudgetControl
}

/** A scope in which nothing is spent yet. Written out: two spreads here were a fifth of a review's time. */
export function withBudget(scope: Scope, budget: number): BudgetScope {
  const { interrupted, costLimit, record } = scope.control
  return {
    request: scope.request,
    params: scope.params,
    namespace: scope.namespace,
    access: scope.access,
    requestValue: scope.requestValue,
    lookups: scope.lookups,
    shared: scope.shared,
    control: { interrupted, costLimit, spent: 0, made: 0, record, budget },
  }
}

/** What ends all expressions of a budget. */
export const outOfBudget: CelError = new CelError(
  'validation failed due to running out of cost budget, no further validation rules will be run',
)

/**
 * Whether so many evaluations could still run out of the budget; where they cannot, those that Kubernetes carries out
 * only for their cost need not be.
 */
export function mayRunOut({ spent, budget }: BudgetControl, evaluations: number): boolean {
  return spent + evaluations * perCallLimit > budget
}
