import type { ExpressionText, Policy } from '../../policy/model.ts'

/** The policy with another text for one of its expressions. */
export function withText(policy: Policy, original: ExpressionText, text: string): Policy {
  const swap = (expression: ExpressionText): ExpressionText =>
    expression === original ? { ...expression, text } : expression
  return {
    ...policy,
    matchConditions: policy.matchConditions.map((one) => ({
      ...one,
      expression: swap(one.expression),
    })),
    variables: policy.variables.map((one) => ({ ...one, expression: swap(one.expression) })),
    lookups: policy.lookups.map((one) => ({
      ...one,
      namespace: one.namespace && swap(one.namespace),
    })),
    validations: policy.validations.map((one) => ({
      ...one,
      expression: swap(one.expression),
      messageExpression: one.messageExpression && swap(one.messageExpression),
    })),
    auditAnnotations: policy.auditAnnotations.map((one) => ({
      ...one,
      valueExpression: swap(one.valueExpression),
    })),
    mutations: policy.mutations.map((one) => ({ ...one, expression: swap(one.expression) })),
  }
}
