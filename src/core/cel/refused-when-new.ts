import { checkExpression } from './check-expression.ts'
import type { Environment, ResultType } from './environment.ts'
import { declarationsOf } from './libraries/functions.ts'
import { delayedMacroNames } from './parse/macros/macros.ts'
import type { CelProblem } from './problem.ts'

/**
 * What a release says of an expression in a policy that is being created, although it would evaluate the same
 * expression in a stored one: only the functions and macros that the release before had may be new.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/cel/environment/environment.go
 */
export function refusedWhenNew(
  expression: string,
  environment: Environment,
  resultType: ResultType,
): readonly CelProblem[] {
  const delayed = delayedNames(environment)
  if (!delayed.some((name) => expression.includes(name))) return []
  const result = checkExpression(expression, { ...environment, expressions: 'new' }, resultType)
  return result.kind === 'problems' ? result.problems : []
}

/** Names without which no expression is refused: looking for them is much cheaper than checking once more. */
function delayedNames(environment: Environment): readonly string[] {
  const key = `${environment.kubernetesVersion} ${environment.mutation}`
  const known = tables.get(key)
  if (known !== undefined) return known
  const [stored, fresh] = (['stored', 'new'] as const).map((expressions) =>
    declarationsOf({ ...environment, expressions }),
  )
  const functions = [...(stored ?? [])]
    .filter(([name, overloads]) => overloads.length !== (fresh?.get(name) ?? []).length)
    .map(([name]) => name.slice(name.lastIndexOf('.') + 1))
  const names = [...functions, ...delayedMacroNames(environment.kubernetesVersion)]
  tables.set(key, names)
  return names
}

/** There are two tables per release; each is made once. */
const tables = new Map<string, readonly string[]>()
