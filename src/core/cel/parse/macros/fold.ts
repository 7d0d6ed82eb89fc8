import type { Expression } from '../../ast.ts'
import type { NodeFactory } from '../nodes.ts'
import { accumulator } from './variables.ts'

/** How a macro folds a range into a value; `accumulated` makes a new mention of the accumulator. */
export interface Fold {
  readonly initial: Expression
  readonly condition: Expression
  readonly step: Expression
  readonly result: Expression
}

export type FoldOf = (
  make: NodeFactory,
  accumulated: () => Expression,
  rest: readonly Expression[],
) => Fold

/** True while every test holds; a test's error counts only when no other test is false. */
export const foldAll: FoldOf = (make, accumulated, [test = make.list()]) => ({
  initial: make.literal({ type: 'bool', value: true }),
  condition: make.call('@not_strictly_false', accumulated()),
  step: make.call('_&&_', accumulated(), test),
  result: accumulated(),
})

/** True when some test holds. */
export const foldExists: FoldOf = (make, accumulated, [test = make.list()]) => ({
  initial: make.literal({ type: 'bool', value: false }),
  condition: make.call('@not_strictly_false', make.call('!_', accumulated())),
  step: make.call('_||_', accumulated(), test),
  result: accumulated(),
})

/** True when exactly one test holds. */
export const foldExistsOne: FoldOf = (make, accumulated, [test = make.list()]) => {
  const one = () => make.literal({ type: 'int', value: 1n })
  return {
    initial: make.literal({ type: 'int', value: 0n }),
    condition: make.literal({ type: 'bool', value: true }),
    step: make.call('_?_:_', test, make.call('_+_', accumulated(), one()), accumulated()),
    result: make.call('_==_', accumulated(), one()),
  }
}

/** The list of the transformed elements, with two arguments only of those that pass the first. */
export const foldList: FoldOf = (make, accumulated, rest) =>
  collect(make, accumulated, rest, make.list(), (value) =>
    make.call('_+_', accumulated(), make.list(value)),
  )

/** A fold that adds to a collection what `add` makes of the last argument, when the filter before it holds. */
export function collect(
  make: NodeFactory,
  accumulated: () => Expression,
  rest: readonly Expression[],
  initial: Expression,
  add: (value: Expression) => Expression,
): Fold {
  const [first = make.list(), second] = rest
  const step = add(second ?? first)
  return {
    initial,
    condition: make.literal({ type: 'bool', value: true }),
    step: second ? make.call('_?_:_', first, step, accumulated()) : step,
    result: accumulated(),
  }
}

/** The comprehension that a fold over a range is. */
export function comprehension(
  macro: string,
  {
    range,
    variable,
    secondVariable,
  }: { readonly range: Expression; readonly variable: string; readonly secondVariable?: string },
  fold: Fold,
  make: NodeFactory,
): Expression {
  return {
    id: make.id(),
    span: make.macroCall.span,
    at: make.macroCall.at,
    kind: 'comprehension',
    macroCall: make.macroCall,
    macro,
    range,
    variable,
    secondVariable,
    accumulator,
    ...fold,
  }
}
