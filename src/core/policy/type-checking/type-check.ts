import { checkTypes } from '../../cel/check-expression.ts'
import type { CelProblem } from '../../cel/problem.ts'
import type { ExpressionText, Policy } from '../model.ts'
import { kindEnvironments, type TypeCheckContext } from './kind-environments.ts'
import type { GroupVersionKind } from './kinds-to-check.ts'
import { validationTexts } from './validation-texts.ts'

/** What is wrong with an expression where the object is of that kind. */
export interface TypeIssues {
  readonly expression: ExpressionText
  readonly kind: GroupVersionKind
  readonly problems: readonly CelProblem[]
  /** All of them as cel-go prints them. */
  readonly message: string
}

/**
 * Checks the validations of a policy and their messages against the types of the kinds that its rules name, as the
 * controller does that fills in a policy's status; `params` have the type of the policy's paramKind. Expressions in their
 * order, kinds in theirs. What compiles for every kind is not mentioned.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/admission/plugin/policy/validating/typechecking.go
 */
export function typeCheck(policy: Policy, context: TypeCheckContext): readonly TypeIssues[] {
  const environments = kindEnvironments(policy, context)
  return validationTexts(policy).flatMap((expression) =>
    environments.flatMap(({ kind, environment }) => {
      const result = checkTypes(expression.text, environment)
      if (result.kind === 'checked') return []
      return [{ expression, kind, problems: result.problems, message: result.message }]
    }),
  )
}
