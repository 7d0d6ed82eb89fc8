import { type CheckedExpression, checkExpression } from './check-expression.ts'
import { constantsOf } from './cost/constants.ts'
import type { CostContext } from './cost/cost-context.ts'
import type { Environment, ResultType } from './environment.ts'
import { type Evaluate, generate } from './generate/generate.ts'
import { Cancelled, type Frame, newFrame, type Run } from './plan/frame.ts'
import { planExpression, planTracedExpression } from './plan/plan-expression.ts'
import type { Program } from './program.ts'
import type { Value } from './value.ts'
import { CelError } from './value.ts'

/** An expression and what it was checked with. */
interface Checkable {
  readonly expression: string
  readonly environment: Environment
  readonly resultType: ResultType
}

type WellTyped = Extract<CheckedExpression, { kind: 'checked' }>

/**
 * The program of an expression that has been checked. It lets go of its tree until it is first evaluated, since most policies
 * of a large set meet no request; it evaluates by closures first, and by generated JavaScript when it is evaluated often.
 */
export function makeProgram(checkable: Checkable, wellTyped: WellTyped): Program {
  const { expression } = checkable
  const { type, globals } = wellTyped.checked
  const first = new WeakRef(treeOfChecked(wellTyped, checkable))
  const generateAfter = evaluationsUntilGenerated(expression)
  let tree: Tree | undefined
  let planned: Run | undefined
  let traced: Run | undefined
  let evaluations = 0
  const treeOf = () => {
    tree ??= first.deref() ?? treeAgain(checkable)
    return tree
  }
  const evaluatePlanned: Evaluate = (activation, control) => {
    planned ??= planExpression(treeOf().ast, treeOf().context)
    return run(planned, newFrame(activation, control))
  }
  // `evaluate` is replaced in place: a look at which way to go would cost more than some expressions do.
  const program: { -readonly [Field in keyof Program]: Program[Field] } = {
    expression,
    type,
    reads: globals,
    ast: () => treeOf().ast,
    evaluate: (activation, control) => {
      if (++evaluations === generateAfter) {
        const { ast, context } = treeOf()
        program.evaluate = generate(ast, context, evaluatePlanned) ?? evaluatePlanned
        if (traced === undefined) tree = undefined
      }
      return evaluatePlanned(activation, control)
    },
    trace: (activation, control, observer) => {
      traced ??= planTracedExpression(treeOf().ast, treeOf().context)
      return run(traced, newFrame(activation, control, observer))
    },
  }
  return program
}

interface Tree {
  readonly ast: WellTyped['ast']
  readonly context: CostContext
}

function treeOfChecked({ ast, checked }: WellTyped, { environment }: Checkable): Tree {
  const { kubernetesVersion } = environment
  return { ast, context: { kubernetesVersion, checked, constantOf: constantsOf(checked) } }
}

/** What was well-typed once is so again. */
function treeAgain(checkable: Checkable): Tree {
  const { expression, environment, resultType } = checkable
  const result = checkExpression(expression, environment, resultType)
  if (result.kind === 'problems') throw new Error(`checked twice, broken once: ${result.message}`)
  return treeOfChecked(result, checkable)
}

/**
 * After how many evaluations by closures JavaScript is generated, which takes as long as some hundreds of them: 100 to
 * 499, by the text, so that no request waits for all expressions of all policies.
 */
function evaluationsUntilGenerated(expression: string): number {
  let hash = 0
  for (let index = 0; index < expression.length; index++) {
    hash = (hash * 31 + expression.charCodeAt(index)) | 0
  }
  return 100 + (Math.abs(hash) % 400)
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

/** What JavaScript could not do. */
function limitOfRuntime({ message }: RangeError): string {
  if (message.includes('string length')) return 'the text is too long'
  return message.includes('array length')
    ? 'the list is too long'
    : 'the values are nested too deeply'
}
