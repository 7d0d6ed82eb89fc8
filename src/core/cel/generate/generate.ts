import type { Expression } from '../ast.ts'
import type { CostContext } from '../cost/cost-context.ts'
import type { Activation, Control } from '../program.ts'
import type { CelError, Value } from '../value.ts'
import { emitResolved } from './emit-attribute.ts'
import { emitNode } from './emit-node.ts'
import { emitContent } from './emit-optional.ts'
import { makeEmitter } from './emitter.ts'
import { runtime } from './runtime.ts'

/** Longer code is not worth compiling. */
const maxSourceLength = 65_536

/** How a program is evaluated. */
export type Evaluate = (activation: Activation, control: Control) => Value | CelError

/**
 * The expression as one JavaScript function, which evaluates it where nothing fails and no limit is reached, and
 * otherwise asks `otherwise` as if it had done nothing; undefined where the code would be too long, or where the runtime
 * forbids code from text. Nothing that a user wrote stands in the code but as a string literal.
 */
export function generate(
  expression: Expression,
  context: CostContext,
  otherwise: Evaluate,
): Evaluate | undefined {
  const source = sourceOf(expression, context)
  return source.text.length > maxSourceLength ? undefined : instantiate(source, otherwise)
}

interface Source {
  readonly text: string
  readonly constants: readonly unknown[]
}

/** The text of the function and the values that it refers to. */
function sourceOf(expression: Expression, context: CostContext): Source {
  const { emitter, finish, constants } = makeEmitter(context, {
    emit: emitNode,
    resolve: emitResolved,
    content: emitContent,
  })
  const result = emitter.emit(expression)
  const { lines, top } = finish()
  const text = [
    "'use strict';",
    `const { ${Object.keys(runtime).join(', ')} } = runtime;`,
    constants.length === 0
      ? ''
      : `const [${constants.map((_, index) => `c${index}`)}] = constants;`,
    'return (activation, control) => {',
    'try {',
    'leave: {',
    'const limit = control.costLimit;',
    'let n = 0, once = 0, turns = 0;',
    top.length === 0 ? '' : `let ${top.join(', ')};`,
    ...lines,
    'if (n > limit) break leave;',
    'control.spent += n;',
    `return ${result.code};`,
    '}',
    // The stack of JavaScript has an end, and so have its texts; the closures say so.
    '} catch (error) { if (!(error instanceof RangeError)) throw error; }',
    'return otherwise(activation, control);',
    '};',
  ].join('\n')
  return { text, constants }
}

function instantiate({ text, constants }: Source, otherwise: Evaluate): Evaluate | undefined {
  try {
    const make = new Function('runtime', 'constants', 'otherwise', text)
    return make(runtime, constants, otherwise) as Evaluate
  } catch (error) {
    if (error instanceof EvalError) return undefined
    throw error
  }
}
