import type { Value } from '../value.ts'
import { Boxed } from './boxed.ts'

/** A value that may be missing: `optional.of(x)`, `optional.none()`, `a.?b`, `a[?i]`. */
export class Optional extends Boxed {
  /** undefined is none. */
  readonly value: Value | undefined

  constructor(value: Value | undefined) {
    super()
    this.value = value
  }
}

export const none: Optional = new Optional(undefined)
