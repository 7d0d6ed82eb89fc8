import { lex } from './lexer.ts'
import { type Report, reportSyntaxError } from './report.ts'
import { type Kind, kind, type Token } from './token.ts'

/** The tokens of an expression without blanks and comments, read when they are first looked at. */
export interface Tokens {
  readonly text: string
  readonly report: Report
  readonly read: Token[]
  /** What the lexer did not recognise. */
  readonly skipped: { readonly start: number; readonly end: number }[]
  /** The next token's place in `read`. */
  index: number
  /** How far the lexer came. */
  lexed: number
}

export function tokensOf(text: string, report: Report): Tokens {
  return { text, report, read: [], skipped: [], index: 0, lexed: 0 }
}

/** The next token, or the one `ahead` places behind it; the end of the text when the report is closed. */
export function peek(tokens: Tokens, ahead = 0): Token {
  const token = tokens.read[tokens.index + ahead] ?? readUpTo(tokens, tokens.index + ahead)
  return tokens.report.closed ? endOf(tokens.text) : token
}

export function peekKind(tokens: Tokens, ahead = 0): Kind {
  return peek(tokens, ahead).kind
}

/** Takes the next token; the end of the text stays. */
export function take(tokens: Tokens): Token {
  const token = peek(tokens)
  if (token.kind !== kind.endOfFile) tokens.index++
  return token
}

/** Offset behind the last token that was taken. */
export function takenUpTo(tokens: Tokens): number {
  return tokens.read[tokens.index - 1]?.end ?? 0
}

/** The text from one token to another, without what the lexer did not recognise. */
export function textBetween({ text, skipped }: Tokens, first: Token, last: Token): string {
  let [at, out] = [first.start, '']
  for (const { start, end } of skipped) {
    if (start < at || start >= last.end) continue
    out += text.slice(at, start)
    at = end
  }
  return out + text.slice(at, last.end)
}

function readUpTo(tokens: Tokens, index: number): Token {
  while (
    tokens.read.length <= index &&
    tokens.read.at(-1)?.kind !== kind.endOfFile &&
    !tokens.report.closed
  ) {
    const lexeme = lex(tokens.text, tokens.lexed)
    if (lexeme.kind === 'token') {
      tokens.lexed = lexeme.token.end
      if (!isHidden(lexeme.token)) tokens.read.push(lexeme.token)
    } else {
      tokens.lexed = lexeme.end
      tokens.skipped.push(lexeme)
      const unrecognized = tokens.text.slice(lexeme.start, lexeme.end)
      reportSyntaxError(
        tokens.report,
        lexeme.start,
        `token recognition error at: '${unrecognized}'`,
      )
    }
  }
  return tokens.read[index] ?? endOf(tokens.text)
}

function isHidden(token: Token): boolean {
  return token.kind === kind.whitespace || token.kind === kind.comment
}

function endOf(text: string): Token {
  return { kind: kind.endOfFile, start: text.length, end: text.length }
}
