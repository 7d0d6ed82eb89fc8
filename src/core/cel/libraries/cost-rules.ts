import type { CelError, Value } from '../value.ts'
import type { CostRule } from './library.ts'
import { sizeOf, sizeOfHeld } from './size-of.ts'

/** What a character of a text costs, and one of a pattern. https://github.com/google/cel-go/blob/v0.29.2/common/cost.go */
export const stringFactor = 0.1
const patternFactor = 0.25

/** What is measured: a value, or the error in its place. */
type Sized = Value | CelError

/** A pass over the first argument. */
export const onePass: CostRule = ([text]) => Math.ceil(sizeOf(argument(text)) * stringFactor)

/** A pass over the first argument, and as much for what is made of it. */
export const twoPasses: CostRule = ([text]) => twoPassesOver(argument(text))

export function twoPassesOver(value: Sized): number {
  return Math.ceil(sizeOf(value) * 2 * stringFactor)
}

/** A pass over an argument, as cel-go counts it. */
export function passOver(index: 0 | 1): CostRule {
  return (values) => Math.ceil(sizeOfHeld(argument(values[index])) * stringFactor)
}

/** A pass over the shorter one of two arguments. */
export function shorterPass([left, right]: readonly Sized[]): number {
  return Math.ceil(Math.min(sizeOfHeld(argument(left)), sizeOfHeld(argument(right))) * stringFactor)
}

/** A pass over both arguments. */
export const bothPasses: CostRule = ([left, right]) =>
  Math.ceil((sizeOfHeld(argument(left)) + sizeOfHeld(argument(right))) * stringFactor)

/** A text is looked for in another one. */
export const search: CostRule = ([text, part]) =>
  Math.ceil(sizeOfHeld(argument(text)) * stringFactor) *
  Math.ceil(sizeOfHeld(argument(part)) * stringFactor)

/** A pattern is looked for in a text. */
export const matching: CostRule = ([text, pattern]) =>
  matchingCost(sizeOfHeld(argument(text)), sizeOfHeld(argument(pattern)))

/** What a pattern of so many characters costs on a text of so many. https://swtch.com/~rsc/regexp/regexp1.html */
export function matchingCost(text: number, pattern: number): number {
  return Math.ceil((1 + text) * stringFactor) * Math.ceil(pattern * patternFactor)
}

/** A call has as many arguments as its overload, so the default is never used. */
export function argument(value: Sized | undefined): Sized {
  return value ?? null
}
