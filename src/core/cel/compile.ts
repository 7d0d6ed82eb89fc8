import { checkExpression } from './check-expression.ts'
import type { Environment, ResultType } from './environment.ts'
import { makeProgram } from './make-program.ts'
import type { Compiled } from './program.ts'

/** Compiles an expression once for all requests. Problems are all that were found, in Kubernetes' words. */
export function compile(
  expression: string,
  environment: Environment,
  resultType: ResultType,
): Compiled {
  const result = checkExpression(expression, environment, resultType)
  if (result.kind === 'problems') return result
  return { kind: 'program', program: makeProgram({ expression, environment, resultType }, result) }
}
