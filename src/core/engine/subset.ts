import type { Door } from '../admission/request.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import type { FailurePolicy } from '../policy/model.ts'

/**
 * The policies that one webhook of a configuration is for: what its failure policy and its reinvocation policy are is said
 * of all of them.
 */
export interface Subset {
  readonly door: Door
  readonly failurePolicy: FailurePolicy
  readonly reinvocationPolicy: 'Never' | 'IfNeeded'
}

/** Every subset, in the order in which their webhooks are called. */
export const subsets: readonly Subset[] = [
  { door: 'validate', failurePolicy: 'Fail', reinvocationPolicy: 'Never' },
  { door: 'validate', failurePolicy: 'Ignore', reinvocationPolicy: 'Never' },
  { door: 'mutate', failurePolicy: 'Fail', reinvocationPolicy: 'Never' },
  { door: 'mutate', failurePolicy: 'Fail', reinvocationPolicy: 'IfNeeded' },
  { door: 'mutate', failurePolicy: 'Ignore', reinvocationPolicy: 'Never' },
  { door: 'mutate', failurePolicy: 'Ignore', reinvocationPolicy: 'IfNeeded' },
]

/** Where the API server asks the policies of a subset: `/validate/fail`, `/mutate/ignore/ifneeded`. */
export function subsetPath({ door, failurePolicy, reinvocationPolicy }: Subset): string {
  const path = `/${door}/${failurePolicy.toLowerCase()}`
  return door === 'mutate' ? `${path}/${reinvocationPolicy.toLowerCase()}` : path
}

/** Whether the policy is one of the subset. */
export function isInSubset({ policy }: CompiledPolicy, subset: Subset): boolean {
  return (
    policy.door === subset.door &&
    policy.failurePolicy === subset.failurePolicy &&
    (policy.door === 'validate' || policy.reinvocationPolicy === subset.reinvocationPolicy)
  )
}
