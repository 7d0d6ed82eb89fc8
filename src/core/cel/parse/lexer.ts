import { type Scan, scanBackQuoted, scanQuoted } from './scan-quoted.ts'
import { type Kind, kind, type Token } from './token.ts'

/**
 * The token at an offset, blanks and comments included: the longest that fits. Where none fits, `end` is behind the
 * character that made it impossible; the lexer goes on from there.
 */
export type Lexeme =
  | { readonly kind: 'token'; readonly token: Token }
  | { readonly kind: 'unrecognized'; readonly start: number; readonly end: number }

/** Reads one token at `start`; the end of the text is a token of no width. */
export function lex(text: string, start: number): Lexeme {
  const first = text[start]
  if (first === undefined) return found(kind.endOfFile, start, start)
  if (isBlank(first)) return found(kind.whitespace, start, skipWhile(text, start, isBlank))
  if (isLetter(first)) return lexWord(text, start)
  if (isDigit(first) || (first === '.' && isDigit(text[start + 1]))) return lexNumber(text, start)
  if (first === '"' || first === "'")
    return lexQuoted(text, start) ?? unrecognized(text, start, start)
  if (first === '`')
    return fromScan(text, start, kind.escapedIdentifier, scanBackQuoted(text, start))
  return lexSign(text, start, first)
}

function lexWord(text: string, start: number): Lexeme {
  const quoted = isOneOf('bBrR', text[start]) ? lexQuoted(text, start) : undefined
  if (quoted?.kind === 'token') return quoted
  const end = skipWhile(text, start, isLetterOrDigit)
  return found(keywords.get(text.slice(start, end)) ?? kind.identifier, start, end)
}

function lexQuoted(text: string, start: number): Lexeme | undefined {
  const scan = scanQuoted(text, start)
  return scan && fromScan(text, start, scan.bytes ? kind.bytes : kind.string, scan)
}

function lexNumber(text: string, start: number): Lexeme {
  const hexadecimal = text.startsWith('0x', start) ? skipWhile(text, start + 2, isHexadecimal) : 0
  if (hexadecimal > start + 2) return withSuffix(text, start, hexadecimal)
  const whole = skipWhile(text, start, isDigit)
  const fraction = text[whole] === '.' ? skipWhile(text, whole + 1, isDigit) : 0
  const mantissa = fraction > whole + 1 ? fraction : whole
  const end = skipExponent(text, mantissa)
  return end > whole ? found(kind.double, start, end) : withSuffix(text, start, end)
}

function skipExponent(text: string, at: number): number {
  if (!isOneOf('eE', text[at])) return at
  const digits = isOneOf('+-', text[at + 1]) ? at + 2 : at + 1
  const end = skipWhile(text, digits, isDigit)
  return end > digits ? end : at
}

function withSuffix(text: string, start: number, end: number): Lexeme {
  return isOneOf('uU', text[end]) ? found(kind.uint, start, end + 1) : found(kind.int, start, end)
}

function lexSign(text: string, start: number, first: string): Lexeme {
  const pair = first + (text[start + 1] ?? '')
  if (pair === '//') return found(kind.comment, start, skipWhile(text, start, isNotLineFeed))
  const double = signs.get(pair)
  if (pair.length === 2 && double !== undefined) return found(double, start, start + 2)
  const single = signs.get(first)
  if (single !== undefined) return found(single, start, start + 1)
  return unrecognized(text, start, '=&|'.includes(first) ? start + 1 : start)
}

function fromScan(text: string, start: number, token: Kind, scan: Scan): Lexeme {
  return scan.kind === 'matched'
    ? found(token, start, scan.end)
    : unrecognized(text, start, scan.at)
}

function found(token: Kind, start: number, end: number): Lexeme {
  return { kind: 'token', token: { kind: token, start, end } }
}

/** The whole code point at `stuckAt` goes with it. */
function unrecognized(text: string, start: number, stuckAt: number): Lexeme {
  const width = (text.codePointAt(stuckAt) ?? 0) > 0xffff ? 2 : 1
  return { kind: 'unrecognized', start, end: Math.min(stuckAt + width, text.length) }
}

function skipWhile(text: string, start: number, test: (character: string) => boolean): number {
  let at = start
  while (at < text.length && test(text.charAt(at))) at++
  return at
}

function isBlank(character: string): boolean {
  return ' \t\r\n\f'.includes(character)
}

function isNotLineFeed(character: string): boolean {
  return character !== '\n'
}

function isLetter(character: string): boolean {
  return (
    (character >= 'a' && character <= 'z') ||
    (character >= 'A' && character <= 'Z') ||
    character === '_'
  )
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9'
}

function isLetterOrDigit(character: string): boolean {
  return isLetter(character) || isDigit(character)
}

function isHexadecimal(character: string): boolean {
  return isDigit(character) || 'abcdefABCDEF'.includes(character)
}

function isOneOf(characters: string, character: string | undefined): boolean {
  return character !== undefined && characters.includes(character)
}

const keywords: ReadonlyMap<string, Kind> = new Map([
  ['in', kind.in],
  ['true', kind.true],
  ['false', kind.false],
  ['null', kind.null],
])

const signs: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['==', kind.equals],
  ['!=', kind.notEquals],
  ['<', kind.less],
  ['<=', kind.lessEquals],
  ['>=', kind.greaterEquals],
  ['>', kind.greater],
  ['&&', kind.and],
  ['||', kind.or],
  ['[', kind.leftBracket],
  [']', kind.rightBracket],
  ['{', kind.leftBrace],
  ['}', kind.rightBrace],
  ['(', kind.leftParenthesis],
  [')', kind.rightParenthesis],
  ['.', kind.dot],
  [',', kind.comma],
  ['-', kind.minus],
  ['!', kind.exclamation],
  ['?', kind.question],
  [':', kind.colon],
  ['+', kind.plus],
  ['*', kind.star],
  ['/', kind.slash],
  ['%', kind.percent],
])
