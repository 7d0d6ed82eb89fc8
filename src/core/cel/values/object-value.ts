import { Boxed } from './boxed.ts'

/** What `Object{…}`, `Object.spec{…}` and `JSONPatch{…}` make. */
export class ObjectValue<V = unknown> extends Boxed {
  readonly typeName: string
  /** Only the fields that were set. */
  readonly fields: ReadonlyMap<string, V>

  constructor(typeName: string, fields: ReadonlyMap<string, V>) {
    super()
    this.typeName = typeName
    this.fields = fields
  }
}
