import type { Activation, Control } from '../cel/program.ts'
import type { CelError, Value } from '../cel/value.ts'
import type { CompiledExpression } from '../policy/compile-policy.ts'

/** One evaluation of a policy's expression, as it was carried out. */
export interface Evaluated {
  readonly expression: CompiledExpression
  readonly activation: Activation
  readonly value: Value | CelError
  /** With what the variables cost that it was the first to read. */
  readonly cost: number
  /** What it was paid from; evaluations that share it share a budget. */
  readonly control: PolicyControl
}

/** The control of a policy's expressions. */
export interface PolicyControl extends Control {
  /** Gets every evaluation, in the order in which they end; undefined where nobody asks how a decision came about. */
  readonly record: Evaluated[] | undefined
}
