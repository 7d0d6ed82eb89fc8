import type { Problem } from '../source/problem.ts'
import { admissionEnvironment } from './admission-names.ts'
import { type CompiledPolicy, type Compiler, compiledExpression } from './compile-policy.ts'
import type { Exemption } from './exemption.ts'
import { expressionProblem, unusable } from './expression-problem.ts'
import type { ExpressionText } from './model.ts'

/** An exemption ready to be asked. */
export interface CompiledExemption {
  readonly exemption: Exemption
  readonly matchConditions: CompiledPolicy['matchConditions']
}

/** Compiles the match conditions; a broken one is a problem, and an error whenever it is asked. */
export function compileExemption(
  exemption: Exemption,
  compiler: Compiler,
): { readonly compiled: CompiledExemption; readonly problems: readonly Problem[] } {
  const results = exemption.matchConditions.map(({ name, expression }) => ({
    name,
    ...compileCondition(expression, compiler),
  }))
  return {
    compiled: {
      exemption,
      matchConditions: results.map(({ name, expression }) => ({ name, expression })),
    },
    problems: results.flatMap(({ problems }) => problems),
  }
}

/** What a match condition of a policy may use, but for variables and params. */
function compileCondition(text: ExpressionText, { kubernetesVersion, compile }: Compiler) {
  const environment = admissionEnvironment({
    kubernetesVersion,
    expressions: 'stored',
    hasParams: false,
    hasAuthorizer: true,
    variables: new Map(),
    mutation: false,
  })
  const result = compile(text.text, environment, 'bool')
  if (result.kind !== 'program') {
    return {
      expression: { kind: 'broken', text, message: result.message } as const,
      problems: result.problems.map((problem) => expressionProblem(text, problem, unusable)),
    }
  }
  return { expression: compiledExpression(text, result.program), problems: [] }
}
