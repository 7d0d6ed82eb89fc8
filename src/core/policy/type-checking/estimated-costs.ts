import { checkTypes } from '../../cel/check-expression.ts'
import type { Estimate } from '../../cel/estimate/estimate.ts'
import { estimateCost } from '../../cel/estimate/estimate-cost.ts'
import { sizesOf } from '../../cel/estimate/sizes.ts'
import type { KubernetesVersion } from '../../kubernetes/version.ts'
import type { ExpressionText, Policy } from '../model.ts'
import type { DeclaredKinds } from './declared-kinds.ts'
import { kindEnvironments } from './kind-environments.ts'
import type { GroupVersionKind } from './kinds-to-check.ts'
import { validationTexts } from './validation-texts.ts'

/** What one evaluation of an expression costs where the object is of that kind. */
export interface EstimatedCost {
  readonly expression: ExpressionText
  readonly kind: GroupVersionKind
  readonly cost: Estimate
}

/**
 * Estimates for the validations of a policy and their messages, for each kind that its rules name and that is known; what
 * does not compile for a kind is left out. The size of a variable is not known, and what its value costs is not in it.
 * Kubernetes has no such estimate for policies: it stops an evaluation that costs too much.
 */
export function estimatedCosts(
  policy: Policy,
  kinds: DeclaredKinds,
  kubernetesVersion: KubernetesVersion,
): readonly EstimatedCost[] {
  const context = { kinds, kubernetesVersion, hasRequestResource: true }
  const environments = kindEnvironments(policy, context)
  return validationTexts(policy).flatMap((expression) =>
    environments.flatMap(({ kind, environment, declared }) => {
      const result = checkTypes(expression.text, environment)
      if (result.kind === 'problems') return []
      const sizes = sizesOf((name) => declared.get(name))
      const cost = estimateCost(result.ast, result.checked, sizes, kubernetesVersion)
      return [{ expression, kind, cost }]
    }),
  )
}
