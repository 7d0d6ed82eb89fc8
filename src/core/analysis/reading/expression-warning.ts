import type { Expression } from '../../cel/ast.ts'
import { problemAt } from '../../cel/problem-at.ts'
import { expressionProblem } from '../../policy/expression-problem.ts'
import type { ExpressionText } from '../../policy/model.ts'
import type { Problem } from '../../source/problem.ts'

interface Warning {
  readonly code: string
  readonly message: string
  readonly remedy: string
  readonly expected?: string
}

/** A warning at a part of an expression. */
export function expressionWarning(
  expression: ExpressionText,
  node: Expression,
  { code, message, remedy, expected }: Warning,
): Problem {
  const problem = { ...problemAt(expression.text, node.at, message), hint: remedy }
  return {
    ...expressionProblem(expression, problem, { code, severity: 'warning' }),
    ...(expected === undefined ? {} : { expected }),
  }
}
