import type { CompiledExpression, CompiledPolicy } from './compile-policy.ts'

/** Whether something of the policy cannot be evaluated, so that its failure policy decides in its place. */
export function isBroken(compiled: CompiledPolicy): boolean {
  return compiled.policy.broken !== undefined || expressionsIn(compiled).some(cannotBeEvaluated)
}

function expressionsIn(compiled: CompiledPolicy): readonly (CompiledExpression | undefined)[] {
  const { matchConditions, variables, validations, auditAnnotations, mutations } = compiled
  return [
    ...[...matchConditions, ...variables.values(), ...mutations].map(
      ({ expression }) => expression,
    ),
    ...validations.flatMap(({ expression, messageExpression }) => [expression, messageExpression]),
    ...auditAnnotations.map(({ value }) => value),
  ]
}

function cannotBeEvaluated(expression: CompiledExpression | undefined): boolean {
  return expression?.kind === 'broken'
}
