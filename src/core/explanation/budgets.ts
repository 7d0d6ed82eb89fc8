import { matchConditionsBudget, runtimeBudget } from '../matching/budget.ts'
import type { Evaluated } from '../matching/evaluated.ts'
import type { CompiledExpression, CompiledPolicy } from '../policy/compile-policy.ts'
import type { Budget } from './record.ts'

/** What was spent of each budget of an encounter, in the order in which they were begun. */
export function budgetsOf(
  compiled: CompiledPolicy,
  record: readonly Evaluated[] = [],
): readonly Budget[] {
  const uses = usesOf(compiled)
  const known = new Map<Evaluated['control'], Budget['of'] | undefined>()
  for (const { control, expression } of record) {
    known.set(control, known.get(control) ?? uses.get(expression))
  }
  return [...known].flatMap(([{ spent }, of]): readonly Budget[] =>
    of === undefined
      ? []
      : [{ of, spent, limit: of === 'matchConditions' ? matchConditionsBudget : runtimeBudget }],
  )
}

/** From which budget the expressions of a policy are paid; that of a variable says who reads it. */
function usesOf({
  matchConditions,
  validations,
  auditAnnotations,
  mutations,
}: CompiledPolicy): ReadonlyMap<CompiledExpression, Budget['of']> {
  return new Map<CompiledExpression, Budget['of']>([
    ...matchConditions.map(({ expression }) => [expression, 'matchConditions'] as const),
    ...validations.map(({ expression }) => [expression, 'validations'] as const),
    ...auditAnnotations.map(({ value }) => [value, 'auditAnnotations'] as const),
    ...mutations.map(({ expression }) => [expression, 'mutation'] as const),
  ])
}
