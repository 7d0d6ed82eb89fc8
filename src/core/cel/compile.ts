import type { Expression } from './ast.ts'
import { type ConstantProblem, failingConstant, invalidLiterals } from './constant-problems.ts'
import type { Environment, ResultType } from './environment.ts'
import { generate } from './generate/generate.ts'
import { parse } from './parse/parse.ts'
import { printProblems } from './parse/problem-text.ts'
import { Cancelled, costExceeded, type Frame, type Run } from './plan/frame.ts'
import { planExpression, planTracedExpression } from './plan/plan-expression.ts'
import type { CelProblem } from './problem.ts'
import { problemAt } from './problem-at.ts'
import type { Activation, Compiled, Control, Observer, Program } from './program.ts'
import { type Resolution, resolve } from './resolve.ts'
import { checkResult } from './result-type.ts'
import type { Value } from './value.ts'
import { CelError } from './value.ts'

/**
 * Compiles an expression once for all requests. Problems are all that were found, in cel-go's words;
 * whether the result has the type that was asked for is known when the expression is evaluated.
 */
export function compile(
  expression: string,
  environment: Environment,
  resultType: ResultType,
): Compiled {
  const located = ({ offset, message }: ConstantProblem) => problemAt(expression, offset, message)
  const parsed = parse(expression, { kubernetesVersion: environment.kubernetesVersion })
  if (parsed.kind === 'problems') return failed(expression, parsed.problems)
  const resolution = resolve(parsed.ast, environment)
  const mistakes =
    resolution.problems.length > 0 ? resolution.problems : invalidLiterals(parsed.ast, environment)
  if (mistakes.length > 0) return failed(expression, mistakes.map(located))
  const constant = failingConstant(parsed.ast, resolution)
  if (constant !== undefined) {
    const message = `program instantiation failed: ${constant.message}`
    return { kind: 'problems', problems: [located(constant)], message }
  }
  const source = { expression, ast: parsed.ast, environment, resultType, resolution }
  return { kind: 'program', program: makeProgram(source) }
}

interface Source {
  readonly expression: string
  readonly ast: Expression
  readonly environment: Environment
  readonly resultType: ResultType
  readonly resolution: Resolution
}

function failed(expression: string, problems: readonly CelProblem[]): Compiled {
  const message = `compilation failed: ${printProblems(expression, problems)}`
  return { kind: 'problems', problems, message }
}

function makeProgram(source: Source): Program {
  const { expression, ast, resolution, environment } = source
  const run =
    generate(ast, resolution, environment.kubernetesVersion) ??
    planExpression(ast, resolution, environment.kubernetesVersion)
  let traced: Run | undefined
  return {
    expression,
    ast,
    reads: resolution.globals,
    evaluate: (activation, control) => evaluate(source, run, frameOf(activation, control)),
    trace: (activation, control, observer) => {
      traced ??= planTracedExpression(ast, resolution, environment.kubernetesVersion)
      return evaluate(source, traced, frameOf(activation, control, observer))
    },
  }
}

function frameOf(activation: Activation, control: Control, observer?: Observer): Frame {
  return { activation, control, observer, globals: [], locals: [], iterations: 0 }
}

function evaluate(source: Source, run: Run, frame: Frame): Value | CelError {
  try {
    const value = run(frame)
    // A variable that ran out of budget gave an error, which `||` may have absorbed since.
    if (frame.control.spent > frame.control.costLimit) return new CelError(costExceeded)
    return value instanceof CelError ? value : checkResult(value, source.resultType)
  } catch (thrown) {
    if (thrown instanceof Cancelled) return new CelError(thrown.message)
    if (thrown instanceof RangeError) return new CelError('the values are nested too deeply')
    throw thrown
  }
}
