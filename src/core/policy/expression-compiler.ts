import { compile } from '../cel/compile.ts'
import type { Environment, ResultType } from '../cel/environment.ts'
import type { Compiled } from '../cel/program.ts'

/** Compiles the expressions of a set of policies. */
export type CompileExpression = (
  expression: string,
  environment: Environment,
  resultType: ResultType,
) => Compiled

/**
 * A compiler that makes one program of what many policies say in the same words and may use the same names: policies of
 * one author begin with the same variables and match conditions. What reads variables or lookups is compiled for each policy.
 * A full table starts anew: policies come and go.
 */
export function expressionCompiler(): CompileExpression {
  const known = new Map<Environment['names'], Map<string, Compiled>>()
  return (expression, environment, resultType) => {
    if (ofPolicy.test(expression)) return compile(expression, environment, resultType)
    const { names, kubernetesVersion, expressions, mutation } = environment
    const programs = known.get(names) ?? new Map<string, Compiled>()
    known.set(names, programs)
    const key = `${kubernetesVersion} ${expressions} ${mutation} ${resultType} ${expression}`
    const compiled = programs.get(key) ?? compile(expression, environment, resultType)
    if (programs.size >= capacity) programs.clear()
    programs.set(key, compiled)
    return compiled
  }
}

const capacity = 10_000

/** Names that mean something else in every policy. */
const ofPolicy = /variables|lookups/
