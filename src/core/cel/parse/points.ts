import { type Kind, kind } from './token.ts'

/** Stands in a follow set for "the rule may end here, and what follows the rule may come". */
export const ruleEnd = -2

/** The kinds that may come next at a place of the grammar. */
export type Follow = ReadonlySet<Kind | typeof ruleEnd>

/**
 * A place of the grammar where a token is looked at and an error may be met: what it expects, and for a place that
 * asks for one certain token what may come behind that.
 */
export interface Point {
  readonly expects: ReadonlySet<Kind>
  readonly after: Follow
}

const literalStart = [
  kind.minus,
  kind.true,
  kind.false,
  kind.null,
  kind.double,
  kind.int,
  kind.uint,
  kind.string,
  kind.bytes,
] as const
export const primaryStart: ReadonlySet<Kind> = new Set([
  kind.leftBracket,
  kind.leftBrace,
  kind.leftParenthesis,
  kind.dot,
  kind.identifier,
  ...literalStart,
])
export const expressionStart: ReadonlySet<Kind> = new Set([...primaryStart, kind.exclamation])
export const elementStart: ReadonlySet<Kind> = new Set([...expressionStart, kind.question])
export const nameStart: ReadonlySet<Kind> = new Set([kind.identifier, kind.escapedIdentifier])
export const fieldStart: ReadonlySet<Kind> = new Set([...nameStart, kind.question])
export const relationOperators: ReadonlySet<Kind> = new Set([
  kind.equals,
  kind.notEquals,
  kind.in,
  kind.less,
  kind.lessEquals,
  kind.greaterEquals,
  kind.greater,
])
export const productOperators: ReadonlySet<Kind> = new Set([kind.star, kind.slash, kind.percent])
export const sumOperators: ReadonlySet<Kind> = new Set([kind.plus, kind.minus])

const suffixStart = [kind.dot, kind.leftBracket] as const

/** Places that ask whether one of several tokens comes. */
export const points = {
  end: asks(kind.endOfFile),
  conditionalColon: asks(kind.colon, expressionStart),
  unary: looks(expressionStart),
  afterNot: looks([...primaryStart, kind.exclamation]),
  afterMinus: looks(primaryStart),
  member: looks(suffixStart),
  selectName: looks(nameStart),
  methodArguments: looks([...expressionStart, kind.rightParenthesis]),
  methodEnd: asks(kind.rightParenthesis, [...suffixStart, ruleEnd]),
  index: looks(elementStart),
  indexEnd: asks(kind.rightBracket, [...suffixStart, ruleEnd]),
  primary: looks(primaryStart),
  callArguments: looks([...expressionStart, kind.rightParenthesis]),
  callEnd: asks(kind.rightParenthesis, [ruleEnd]),
  nestedEnd: asks(kind.rightParenthesis, [ruleEnd]),
  listElements: looks([...elementStart, kind.comma, kind.rightBracket]),
  listComma: looks([kind.comma, kind.rightBracket]),
  listEnd: asks(kind.rightBracket, [ruleEnd]),
  mapEntries: looks([...elementStart, kind.comma, kind.rightBrace]),
  mapComma: looks([kind.comma, kind.rightBrace]),
  mapEnd: asks(kind.rightBrace, [ruleEnd]),
  objectFields: looks([...fieldStart, kind.comma, kind.rightBrace]),
  objectComma: looks([kind.comma, kind.rightBrace]),
  objectEnd: asks(kind.rightBrace, [ruleEnd]),
  mapColon: asks(kind.colon, expressionStart),
  fieldColon: asks(kind.colon, expressionStart),
  field: looks(fieldStart),
  element: looks(elementStart),
  literal: looks(literalStart),
} as const

/** What may come behind a rule, for every place that uses one. */
export const follows = {
  start: new Set([kind.endOfFile]),
  condition: new Set([kind.question, ruleEnd]),
  yes: new Set([kind.colon]),
  orTerm: new Set([kind.or, ruleEnd]),
  andTerm: new Set([kind.and, ruleEnd]),
  relation: new Set([...relationOperators, ruleEnd]),
  calculation: new Set([...productOperators, ...sumOperators, ruleEnd]),
  member: new Set([...suffixStart, ruleEnd]),
  arguments: new Set([kind.rightParenthesis]),
  index: new Set([kind.rightBracket]),
  listElements: new Set([kind.comma, kind.rightBracket]),
  braces: new Set([kind.comma, kind.rightBrace]),
  listed: new Set([kind.comma, ruleEnd]),
  key: new Set([kind.colon]),
  tail: new Set([ruleEnd]),
} as const satisfies { readonly [place: string]: Follow }

function asks(expected: Kind, after: Iterable<Kind | typeof ruleEnd> = []): Point {
  return { expects: new Set([expected]), after: new Set(after) }
}

function looks(expected: Iterable<Kind>): Point {
  return { expects: new Set(expected), after: new Set() }
}
