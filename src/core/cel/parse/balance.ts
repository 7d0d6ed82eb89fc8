import type { Expression } from '../ast.ts'
import { type Ids, newCall } from './nodes.ts'
import type { Token } from './token.ts'

/**
 * Terms joined by one operator as a tree of logarithmic depth, split where cel-go splits it.
 * https://github.com/google/cel-go/blob/v0.29.2/parser/helper.go
 */
export function balanced(
  ids: Ids,
  name: string,
  terms: readonly Expression[],
  operators: readonly Token[],
): Expression {
  const [only] = terms
  const middle = operators.length >> 1
  const operator = operators[middle]
  if (only === undefined || operator === undefined)
    throw new Error('terms and operators do not fit')
  const left = half(ids, name, terms.slice(0, middle + 1), operators.slice(0, middle))
  const right = half(ids, name, terms.slice(middle + 1), operators.slice(middle + 1))
  const span = { start: left.span.start, end: right.span.end }
  return newCall(ids, { span, at: operator.start }, name, undefined, [left, right])
}

function half(
  ids: Ids,
  name: string,
  terms: readonly Expression[],
  operators: readonly Token[],
): Expression {
  const [only] = terms
  return terms.length === 1 && only ? only : balanced(ids, name, terms, operators)
}
