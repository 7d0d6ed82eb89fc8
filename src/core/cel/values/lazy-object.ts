import { Boxed } from './boxed.ts'
import type { CelError } from './cel-error.ts'

/** The value of a field when it is read; undefined where there is no such field. Whoever makes one remembers the results. */
export type ReadField<V = unknown> = (name: string) => V | CelError | undefined

/** An object whose fields are computed when they are read: `variables`. */
export class LazyObject<V = unknown> extends Boxed {
  readonly has: (name: string) => boolean
  readonly read: ReadField<V>

  constructor(has: (name: string) => boolean, read: ReadField<V>) {
    super()
    this.has = has
    this.read = read
  }
}
