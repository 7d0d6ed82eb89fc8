import type { CompiledExpression, CompiledPolicy } from '../../policy/compile-policy.ts'

/** Which sort of a policy's expressions one is. */
export type Role =
  | 'match-condition'
  | 'variable'
  | 'lookup'
  | 'validation'
  | 'message'
  | 'audit-annotation'
  | 'mutation'

export interface PolicyExpression {
  readonly role: Role
  readonly expression: CompiledExpression
}

/** Every expression of a policy, in the order in which its parts are evaluated. */
export function expressionsOf(compiled: CompiledPolicy): readonly PolicyExpression[] {
  const { matchConditions, variables, lookups, validations, auditAnnotations, mutations } = compiled
  return [
    ...matchConditions.map(({ expression }) => as('match-condition', expression)),
    ...[...lookups.values()].flatMap(({ namespace }) =>
      namespace === undefined ? [] : [as('lookup', namespace)],
    ),
    ...[...variables.values()].map(({ expression }) => as('variable', expression)),
    ...validations.flatMap(({ expression, messageExpression }) => [
      as('validation', expression),
      ...(messageExpression === undefined ? [] : [as('message', messageExpression)]),
    ]),
    ...auditAnnotations.map(({ value }) => as('audit-annotation', value)),
    ...mutations.map(({ expression }) => as('mutation', expression)),
  ]
}

function as(role: Role, expression: CompiledExpression): PolicyExpression {
  return { role, expression }
}
