import { Boxed } from './boxed.ts'

/** What `type(x)` gives and what names such as `int` and `google.protobuf.Duration` stand for. */
export class TypeValue extends Boxed {
  readonly typeName: string

  constructor(typeName: string) {
    super()
    this.typeName = typeName
  }
}
