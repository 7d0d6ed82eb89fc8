import { Boxed } from './boxed.ts'

/** A double that a JavaScript number could not tell from an int, such as 1.0 and -0.0. */
export class Double extends Boxed {
  readonly value: number

  constructor(value: number) {
    super()
    this.value = value
  }
}

/** The double as a value: a plain number where that reads as a double, otherwise boxed. */
export function doubleOf(value: number): number | Double {
  return Number.isSafeInteger(value) ? new Double(value) : value
}
