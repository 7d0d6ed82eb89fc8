import { type Kind, kind } from './token.ts'

/** An operator between two operands; of two operators the one with the higher strength holds its operands. */
export interface BinaryOperator {
  /** The name of the function that it calls. */
  readonly name: string
  readonly sign: string
  readonly token: Kind
  readonly strength: number
}

/** https://github.com/google/cel-go/blob/v0.29.2/common/operators/operators.go */
export const binaryOperators: readonly BinaryOperator[] = [
  { name: '_||_', sign: '||', token: kind.or, strength: 2 },
  { name: '_&&_', sign: '&&', token: kind.and, strength: 3 },
  { name: '_==_', sign: '==', token: kind.equals, strength: 4 },
  { name: '_!=_', sign: '!=', token: kind.notEquals, strength: 4 },
  { name: '@in', sign: 'in', token: kind.in, strength: 4 },
  { name: '_<_', sign: '<', token: kind.less, strength: 4 },
  { name: '_<=_', sign: '<=', token: kind.lessEquals, strength: 4 },
  { name: '_>=_', sign: '>=', token: kind.greaterEquals, strength: 4 },
  { name: '_>_', sign: '>', token: kind.greater, strength: 4 },
  { name: '_+_', sign: '+', token: kind.plus, strength: 5 },
  { name: '_-_', sign: '-', token: kind.minus, strength: 5 },
  { name: '_*_', sign: '*', token: kind.star, strength: 6 },
  { name: '_/_', sign: '/', token: kind.slash, strength: 6 },
  { name: '_%_', sign: '%', token: kind.percent, strength: 6 },
]

const nameByToken: ReadonlyMap<Kind, string> = new Map(
  binaryOperators.map(({ token, name }) => [token, name]),
)

/** The name of the function that an operator's token calls. */
export function functionOf(token: Kind): string {
  const name = nameByToken.get(token)
  if (name === undefined) throw new Error(`token ${token} is no operator`)
  return name
}
