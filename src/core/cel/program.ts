import type { Expression } from './ast.ts'
import type { Type } from './check/type.ts'
import type { CelProblem } from './problem.ts'
import type { CelError, Value } from './value.ts'

/** The value of a declared name, asked when an expression first reads it; undefined where nothing is bound. */
export type Activation = (name: string) => Value | CelError | undefined

/** What one evaluation may use. `spent` is counted up by every evaluation that shares the control. */
export interface Control {
  /** Polled every 100 iterations; true ends the evaluation with the error `operation interrupted`. */
  readonly interrupted: () => boolean
  readonly costLimit: number
  spent: number
  /** How many octets of lists and texts were made, about, by what costs less than that. */
  made: number
}

/** Called around every sub-expression when an evaluation is traced; the body of a comprehension once an iteration. */
export interface Observer {
  readonly enter: (node: Expression) => void
  readonly leave: (node: Expression, value: Value | CelError) => void
}

/** A compiled expression: immutable, shared by all requests. */
export interface Program {
  readonly expression: string
  /** Its tree; the same one as long as it is traced. */
  readonly ast: () => Expression
  /** The type that its value has. */
  readonly type: Type
  /** The declared names that it reads. */
  readonly reads: readonly string[]
  /** The value, checked against the result type that was asked for at compile time. */
  readonly evaluate: (activation: Activation, control: Control) => Value | CelError
  /** The same, telling the observer about every sub-expression. */
  readonly trace: (activation: Activation, control: Control, observer: Observer) => Value | CelError
}

export type Compiled =
  | { readonly kind: 'program'; readonly program: Program }
  | {
      readonly kind: 'problems'
      readonly problems: readonly CelProblem[]
      readonly message: string
    }
