import { Boxed } from './boxed.ts'

/** What `type(x)` gives and what names such as `int` and `google.protobuf.Duration` stand for. */
export class TypeValue extends Boxed {
  readonly name: string

  constructor(name: string) {
    super()
    this.name = name
  }
}

/** The type names that an expression may use as values. */
export const typeNames: readonly string[] = [
  'bool',
  'bytes',
  'double',
  'google.protobuf.Duration',
  'google.protobuf.Timestamp',
  'int',
  'list',
  'map',
  'null_type',
  'optional_type',
  'string',
  'type',
  'uint',
]
