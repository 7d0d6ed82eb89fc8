import type { Activation, Control, Observer } from '../program.ts'
import type { CelError, Value } from '../value.ts'

/** What one evaluation holds while it runs. */
export interface Frame {
  readonly activation: Activation
  readonly control: Control
  readonly observer: Observer | undefined
  /** Declared names that were read, by slot. */
  readonly globals: (Value | CelError | undefined)[]
  /** The variables of macros, by slot; a bound one is undefined until it is read. */
  readonly locals: (Value | CelError | undefined)[]
  /** When tracing: what the value of a bound variable cost, by slot, until it is read. */
  readonly withheld: number[]
  iterations: number
  /** What the evaluation has cost so far. */
  cost: number
}

/** A planned sub-expression. */
export type Run = (frame: Frame) => Value | CelError

/** cel-go's text. */
export const costExceeded = 'operation cancelled: actual cost limit exceeded'

/** Ends an evaluation at once, through `||` and all else; caught where the program was entered. */
export class Cancelled extends Error {}

/** An evaluation that begins. */
export function newFrame(activation: Activation, control: Control, observer?: Observer): Frame {
  return {
    activation,
    control,
    observer,
    globals: [],
    locals: [],
    withheld: [],
    iterations: 0,
    cost: 0,
  }
}

/** Counts what one step costs; an error in its place ends the evaluation, as a panic of cel-go's counter does. */
export function charge(frame: Frame, cost: number | CelError): void {
  if (typeof cost !== 'number') throw new Cancelled(cost.message)
  frame.cost += cost
  if (frame.cost > frame.control.costLimit) throw new Cancelled(costExceeded)
}

/** Counts steps of one unit each; the first one that is too many ends the evaluation. */
export function chargeSteps(frame: Frame, steps: number): void {
  frame.cost += steps
  if (frame.cost > frame.control.costLimit) {
    frame.cost = frame.control.costLimit + 1
    throw new Cancelled(costExceeded)
  }
}

/**
 * Takes a unit back. From nothing it cannot be taken: cel-go's unsigned counter wraps around, and the evaluation ends.
 * https://github.com/google/cel-go/blob/v0.29.2/interpreter/runtimecost.go
 */
export function refundStep(frame: Frame): void {
  if (frame.cost-- > 0) return
  frame.cost = Number.MAX_SAFE_INTEGER
  throw new Cancelled(costExceeded)
}

/** How many iterations pass between two looks at the clock, as in Kubernetes. */
const iterationsPerLook = 100

/** Counts an iteration and asks now and then whether there is still time. */
export function countIteration(frame: Frame): void {
  if (++frame.iterations % iterationsPerLook === 0 && frame.control.interrupted()) {
    throw new Cancelled('operation interrupted')
  }
}
