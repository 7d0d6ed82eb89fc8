import { Boxed } from './boxed.ts'

/** A value that may be missing: `optional.of(x)`, `optional.none()`, `a.?b`, `a[?i]`. */
export class Optional<V = unknown> extends Boxed {
  /** undefined is none. */
  readonly value: V | undefined

  constructor(value: V | undefined) {
    super()
    this.value = value
  }
}

export const none: Optional<never> = new Optional<never>(undefined)
