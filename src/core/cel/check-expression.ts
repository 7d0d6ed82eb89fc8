import type { Expression } from './ast.ts'
import { check } from './check/check.ts'
import type { Checked } from './check/checked.ts'
import type { CheckProblem } from './check/checker.ts'
import { validate } from './check/validate.ts'
import { failingConstant } from './constant-problems.ts'
import type { Environment, ResultType } from './environment.ts'
import { parse } from './parse/parse.ts'
import { printProblems } from './parse/problem-text.ts'
import type { CelProblem } from './problem.ts'
import { problemAt } from './problem-at.ts'
import type { Compiled } from './program.ts'
import { resultProblem } from './result-type.ts'

export type CheckedExpression =
  | { readonly kind: 'checked'; readonly ast: Expression; readonly checked: Checked }
  | Extract<Compiled, { kind: 'problems' }>

/**
 * All that can be said about an expression before it is planned: it is parsed, type-checked and validated, its result
 * has the type that is asked for, and no constant in it fails. Problems are all that the first step with problems has
 * found, in cel-go's words and in the order of the text.
 */
export function checkExpression(
  expression: string,
  environment: Environment,
  resultType: ResultType,
): CheckedExpression {
  const typed = checkTypes(expression, environment)
  if (typed.kind === 'problems') {
    return { ...typed, message: `compilation failed: ${typed.message}` }
  }
  const { ast, checked } = typed
  const wrongResult = resultProblem(checked.type, resultType)
  if (wrongResult !== undefined) return refused(expression, wrongResult, ast.at)
  const failing = failingConstant(ast, { checked, environment })
  if (failing !== undefined) {
    return refused(expression, `program instantiation failed: ${failing.message}`, failing.offset)
  }
  return { kind: 'checked', ast, checked }
}

/** The first steps alone: whatever its result is and its constants do, the expression has a type. */
export function checkTypes(expression: string, environment: Environment): CheckedExpression {
  const parsed = parse(expression, environment)
  if (parsed.kind === 'problems') return failed(expression, parsed.problems, 0)
  const { ast } = parsed
  const result = check(ast, environment)
  if (result.kind === 'problems') return failedAt(expression, result.problems, result.truncated)
  const { checked } = result
  const { problems, count } = validate({ root: ast, checked, environment })
  if (count > 0) return failedAt(expression, problems, count - problems.length)
  return { kind: 'checked', ast, checked }
}

function failed(
  expression: string,
  problems: readonly CelProblem[],
  truncated: number,
): CheckedExpression {
  return { kind: 'problems', problems, message: printProblems(expression, problems, truncated) }
}

function failedAt(
  expression: string,
  problems: readonly CheckProblem[],
  truncated: number,
): CheckedExpression {
  const located = problems.map(({ offset, message, hint }) => ({
    ...problemAt(expression, offset, message),
    ...(hint === undefined ? {} : { hint }),
  }))
  return failed(expression, located.sort(byPlace), truncated)
}

function byPlace(left: CelProblem, right: CelProblem): number {
  return left.line - right.line || left.column - right.column
}

function refused(expression: string, message: string, offset: number): CheckedExpression {
  return { kind: 'problems', problems: [problemAt(expression, offset, message)], message }
}
