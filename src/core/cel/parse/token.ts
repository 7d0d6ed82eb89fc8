/**
 * The kinds of token, numbered as the CEL grammar does: a message lists what it expects in this order.
 * https://github.com/google/cel-go/blob/v0.29.2/parser/gen/CEL.g4
 */
export const kind = {
  endOfFile: -1,
  equals: 1,
  notEquals: 2,
  in: 3,
  less: 4,
  lessEquals: 5,
  greaterEquals: 6,
  greater: 7,
  and: 8,
  or: 9,
  leftBracket: 10,
  rightBracket: 11,
  leftBrace: 12,
  rightBrace: 13,
  leftParenthesis: 14,
  rightParenthesis: 15,
  dot: 16,
  comma: 17,
  minus: 18,
  exclamation: 19,
  question: 20,
  colon: 21,
  plus: 22,
  star: 23,
  slash: 24,
  percent: 25,
  true: 26,
  false: 27,
  null: 28,
  whitespace: 29,
  comment: 30,
  double: 31,
  int: 32,
  uint: 33,
  string: 34,
  bytes: 35,
  identifier: 36,
  escapedIdentifier: 37,
} as const

export type Kind = (typeof kind)[keyof typeof kind]

/** A token with its offsets in UTF-16 units; one that the parser made up to go on after an error has no width. */
export interface Token {
  readonly kind: Kind
  readonly start: number
  readonly end: number
}

/** What stands in a message for a kind of token: its text in quotes, or the name of its class. */
export function nameOf(token: Kind): string {
  return classNames[token] ?? `'${texts[token]}'`
}

const classNames: { readonly [token: number]: string } = {
  [kind.endOfFile]: '<EOF>',
  [kind.double]: 'NUM_FLOAT',
  [kind.int]: 'NUM_INT',
  [kind.uint]: 'NUM_UINT',
  [kind.string]: 'STRING',
  [kind.bytes]: 'BYTES',
  [kind.identifier]: 'IDENTIFIER',
  [kind.escapedIdentifier]: 'ESC_IDENTIFIER',
}

const texts: { readonly [token: number]: string } = {
  [kind.equals]: '==',
  [kind.notEquals]: '!=',
  [kind.in]: 'in',
  [kind.less]: '<',
  [kind.lessEquals]: '<=',
  [kind.greaterEquals]: '>=',
  [kind.greater]: '>',
  [kind.and]: '&&',
  [kind.or]: '||',
  [kind.leftBracket]: '[',
  [kind.rightBracket]: ']',
  [kind.leftBrace]: '{',
  [kind.rightBrace]: '}',
  [kind.leftParenthesis]: '(',
  [kind.rightParenthesis]: ')',
  [kind.dot]: '.',
  [kind.comma]: ',',
  [kind.minus]: '-',
  [kind.exclamation]: '!',
  [kind.question]: '?',
  [kind.colon]: ':',
  [kind.plus]: '+',
  [kind.star]: '*',
  [kind.slash]: '/',
  [kind.percent]: '%',
  [kind.true]: 'true',
  [kind.false]: 'false',
  [kind.null]: 'null',
}
