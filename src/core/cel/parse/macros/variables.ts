import type { CallNode, Expression } from '../../ast.ts'
import type { NodeFactory } from '../nodes.ts'
import { type Expansion, problem } from './macro.ts'

/** The accumulator's name: no author can write it. */
export const accumulator = '@result'

/** A name that authors once could collide with, and still must not bind. */
const formerAccumulator = '__result__'

/** The parts of a macro's call with one variable. */
export interface OneVariable {
  readonly kind: 'variables'
  readonly range: Expression
  readonly variable: string
  /** The arguments behind the variable. */
  readonly rest: readonly Expression[]
}

/** The same with two: index and element, or key and value. */
export interface TwoVariables extends OneVariable {
  readonly secondVariable: string
}

/** The call's parts, or the problem that `wording` words when the first argument is not a name. */
export function oneVariable(
  call: CallNode,
  make: NodeFactory,
  wording: string,
): OneVariable | Expansion {
  const [first = make.list(), ...rest] = call.arguments
  if (first.kind !== 'identifier') return problem(first, wording)
  return (
    overwritten(first) ?? {
      kind: 'variables',
      range: call.target ?? make.list(),
      variable: first.name,
      rest,
    }
  )
}

/** The call's parts, or what is wrong with the variables. */
export function twoVariables(call: CallNode, make: NodeFactory): TwoVariables | Expansion {
  const [first = make.list(), second = make.list(), ...rest] = call.arguments
  if (first.kind !== 'identifier') return problem(first, notSimple)
  if (second.kind !== 'identifier') return problem(second, notSimple)
  if (first.name === second.name) return problem(second, `duplicate variable name: ${first.name}`)
  const wrong = overwritten(first) ?? overwritten(second)
  const range = call.target ?? make.list()
  return (
    wrong ?? { kind: 'variables', range, variable: first.name, secondVariable: second.name, rest }
  )
}

export const notSimple = 'argument must be a simple name'

function overwritten(variable: Expression & { readonly name: string }): Expansion | undefined {
  const overwrites = variable.name === accumulator || variable.name === formerAccumulator
  return overwrites
    ? problem(variable, 'iteration variable overwrites accumulator variable')
    : undefined
}
