import type { Value } from '../value.ts'
import { Boxed } from './boxed.ts'

/** What `Object{…}`, `Object.spec{…}` and `JSONPatch{…}` make. */
export class ObjectValue extends Boxed {
  readonly typeName: string
  /** Only the fields that were set. */
  readonly fields: ReadonlyMap<string, Value>

  constructor(typeName: string, fields: ReadonlyMap<string, Value>) {
    super()
    this.typeName = typeName
    this.fields = fields
  }
}
