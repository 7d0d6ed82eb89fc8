import type { Activation, Control, Observer } from '../program.ts'
import type { CelError, Value } from '../value.ts'

/** What one evaluation holds while it runs. */
export interface Frame {
  readonly activation: Activation
  readonly control: Control
  readonly observer: Observer | undefined
  /** Declared names that were read, by slot. */
  readonly globals: (Value | CelError | undefined)[]
  /** The variables of macros, by slot. */
  readonly locals: Value[]
  iterations: number
}

/** A planned sub-expression. */
export type Run = (frame: Frame) => Value | CelError

/** cel-go's text. */
export const costExceeded = 'operation cancelled: actual cost limit exceeded'

/** Ends an evaluation at once, through `||` and all else; caught where the program was entered. */
export class Cancelled extends Error {}

/** Counts a call. */
export function countCall(frame: Frame): void {
  const { control } = frame
  if (++control.spent > control.costLimit) {
    throw new Cancelled(costExceeded)
  }
}

/** Counts an iteration and asks now and then whether there is still time. */
export function countIteration(frame: Frame): void {
  countCall(frame)
  if (++frame.iterations % 100 === 0 && frame.control.interrupted()) {
    throw new Cancelled('operation interrupted')
  }
}
