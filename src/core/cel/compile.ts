import { type CheckedExpression, checkExpression } from './check-expression.ts'
import { constantsOf } from './cost/constants.ts'
import type { Environment, ResultType } from './environment.ts'
import { type Evaluate, generate } from './generate/generate.ts'
import { Cancelled, type Frame, newFrame, type Run } from './plan/frame.ts'
import { planExpression, planTracedExpression } from './plan/plan-expression.ts'
import type { Compiled, Program } from './program.ts'
import type { Value } from './value.ts'
import { CelError } from './value.ts'

/** Compiles an expression once for all requests. Problems are all that were found, in Kubernetes' words. */
export function compile(
  expression: string,
  environment: Environment,
  resultType: ResultType,
): Compiled {
  const result = checkExpression(expression, environment, resultType)
  if (result.kind === 'problems') return result
  return { kind: 'program', program: makeProgram(expression, environment, result) }
}

function makeProgram(
  expression: string,
  { kubernetesVersion }: Environment,
  { ast, checked }: Extract<CheckedExpression, { kind: 'checked' }>,
): Program {
  const context = { kubernetesVersion, checked, constantOf: constantsOf(checked) }
  let planned: Run | undefined
  let traced: Run | undefined
  const evaluatePlanned: Evaluate = (activation, control) => {
    planned ??= planExpression(ast, context)
    return run(planned, newFrame(activation, control))
  }
  return {
    expression,
    ast,
    type: checked.type,
    reads: checked.globals,
    evaluate: generate(ast, context, evaluatePlanned) ?? evaluatePlanned,
    trace: (activation, control, observer) => {
      traced ??= planTracedExpression(ast, context)
      return run(traced, newFrame(activation, control, observer))
    },
  }
}

/** What JavaScript could not do. */
function limitOfRuntime({ message }: RangeError): string {
  if (message.includes('string length')) return 'the text is too long'
  return message.includes('array length')
    ? 'the list is too long'
    : 'the values are nested too deeply'
}

/** Evaluates by closures, whatever happens, and adds the cost to what the control's evaluations have spent. */
function run(planned: Run, frame: Frame): Value | CelError {
  try {
    return planned(frame)
  } catch (thrown) {
    if (thrown instanceof Cancelled) return new CelError(thrown.message)
    if (thrown instanceof RangeError) return new CelError(limitOfRuntime(thrown))
    throw thrown
  } finally {
    frame.control.spent += frame.cost
  }
}
