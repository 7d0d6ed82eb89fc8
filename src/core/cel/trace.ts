import type { Expression } from './ast.ts'
import type { Activation, Control, Program } from './program.ts'
import type { CelError, Value } from './value.ts'

/** What every sub-expression gave. The children of a macro are its range, then its body once an iteration. */
export interface Trace {
  readonly node: Expression
  readonly value: Value | CelError
  readonly children: readonly Trace[]
}

/** A trace has no more nodes than this; later ones are left out. */
export const maxTraceNodes = 10_000

interface Entered {
  readonly node: Expression
  readonly children: Trace[]
}

/** Evaluates the program once more, keeping every value. */
export function recordTrace(program: Program, activation: Activation, control: Control): Trace {
  const root = program.ast()
  const stack: Entered[] = [{ node: root, children: [] }]
  let count = 0
  const value = program.trace(activation, control, {
    enter: (node) => {
      stack.push({ node, children: [] })
    },
    leave: (node, result) => {
      const children = stack.pop()?.children ?? []
      if (count++ < maxTraceNodes) stack.at(-1)?.children.push({ node, value: result, children })
    },
  })
  return rootOf(stack, root, value)
}

/** The outermost node; of an evaluation that was cut short, what had been seen by then. */
function rootOf(stack: readonly Entered[], node: Expression, value: Value | CelError): Trace {
  const [outer] = stack
  const finished = outer?.children.find((child) => child.node === node)
  return finished ?? { node, value, children: [] }
}
