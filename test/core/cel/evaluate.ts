import { compile } from '#src/core/cel/compile.ts'
import type { Environment, ResultType } from '#src/core/cel/environment.ts'
import type { Program } from '#src/core/cel/program.ts'
import type { CelError, Value } from '#src/core/cel/value.ts'
import { namesAndVariables } from './environments.ts'

export const environment: Environment = {
  kubernetesVersion: '1.37',
  expressions: 'stored',
  ...namesAndVariables(['object', 'oldObject', 'params', 'request'], ['known']),
  mutation: true,
}

export function freshControl(costLimit = 1_000_000) {
  return { interrupted: () => false, costLimit, spent: 0, made: 0 }
}

/** The program of an expression that must compile. */
export function programOf(
  expression: string,
  changes: Partial<Environment> = {},
  resultType: ResultType = 'any',
): Program {
  const compiled = compile(expression, { ...environment, ...changes }, resultType)
  if (compiled.kind === 'problems') throw new Error(compiled.message)
  return compiled.program
}

/** The value of an expression with `object` bound. */
export function evaluate(
  expression: string,
  object: Value = null,
  changes: Partial<Environment> = {},
): Value | CelError {
  const activation = (name: string) => (name === 'object' ? object : undefined)
  return programOf(expression, changes).evaluate(activation, freshControl())
}
