import type { Literal } from '../../../cel/ast.ts'
import type { Operator } from '../operator.ts'

/** A number becomes one more and one less, a text empty (an empty one `x`), a bool the other one. */
export const changeConstant: Operator = {
  kind: 'expression',
  name: 'change-constant',
  title: 'a constant is another one',
  replacements: ({ node }) =>
    node.kind === 'literal'
      ? othersOf(node.literal).map((literal) => ({ by: { ...node, literal } }))
      : [],
}

function othersOf(literal: Literal): readonly Literal[] {
  switch (literal.type) {
    case 'bool':
      return [{ type: 'bool', value: !literal.value }]
    case 'int':
      return [literal.value + 1n, literal.value - 1n].filter(fitsInt).map((value) => ({
        type: 'int',
        value,
      }))
    case 'uint':
      return [literal.value + 1n, literal.value - 1n].filter(fitsUint).map((value) => ({
        type: 'uint',
        value,
      }))
    case 'double':
      return [literal.value + 1, literal.value - 1].map((value) => ({ type: 'double', value }))
    case 'string':
      return [{ type: 'string', value: literal.value === '' ? 'x' : '' }]
    default:
      return []
  }
}

function fitsInt(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value
}

function fitsUint(value: bigint): boolean {
  return BigInt.asUintN(64, value) === value
}
