import type { Value } from '../value.ts'
import { Boxed } from './boxed.ts'
import type { CelError } from './cel-error.ts'

/** An object whose fields are computed when they are read: `variables`. Whoever makes one remembers the results. */
export class LazyObject extends Boxed {
  readonly fields: ReadonlyMap<string, () => Value | CelError>

  constructor(fields: ReadonlyMap<string, () => Value | CelError>) {
    super()
    this.fields = fields
  }
}
