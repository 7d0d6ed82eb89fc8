import type { Literal } from '../ast.ts'
import type { Value } from '../value.ts'
import { Bytes } from '../values/bytes.ts'
import { doubleOf } from '../values/double.ts'
import { intOf } from '../values/int.ts'
import { Uint } from '../values/uint.ts'

/** The value that a literal stands for. */
export function literalValue(literal: Literal): Value {
  switch (literal.type) {
    case 'null':
      return null
    case 'bool':
    case 'string':
      return literal.value
    case 'int':
      return intOf(literal.value) ?? literal.value
    case 'uint':
      return new Uint(literal.value)
    case 'double':
      return doubleOf(literal.value)
    case 'bytes':
      return new Bytes(literal.value)
  }
}
