import type { Expression } from '../ast.ts'
import type { Type } from '../check/type.ts'
import type { Estimate } from './estimate.ts'
import type { Path } from './path.ts'

/** A value as an estimate sees it. */
export interface Operand {
  readonly type: Type
  readonly path: Path | undefined
  /** Undefined for the elements of a list that have no expression of their own. */
  readonly expression: Expression | undefined
  /** Undefined where nothing is known. */
  readonly size: Estimate | undefined
}

/** A call as an estimate sees it. */
export interface Call {
  readonly target: Operand | undefined
  readonly arguments: readonly Operand[]
  readonly overload: string
  /** What is known of a value's size; everything is possible where nothing is. */
  readonly sizeOf: (operand: Operand) => Estimate
}

/** What a call may cost beside its arguments, and how large its result may be where that can be said. */
export interface CallEstimate {
  readonly cost: Estimate
  readonly resultSize?: Estimate
}

/** Undefined where it has no estimate for such a call, and the usual one counts. */
export type EstimateCall = (call: Call) => CallEstimate | undefined

/** Reading a text costs a tenth of its length, a regular expression a quarter of its own for each of these. */
export const textFactor = 0.1
export const patternFactor = 0.25

export const listCost = 10n
