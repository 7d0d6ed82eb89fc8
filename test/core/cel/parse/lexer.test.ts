import { expect, test } from 'vitest'
import { lex } from '#src/core/cel/parse/lexer.ts'
import { kind } from '#src/core/cel/parse/token.ts'

test.for([
  { name: 'an empty text', text: '', lexed: [kind.endOfFile, 0] },
  { name: 'blanks', text: ' \t\r\n\fa', lexed: [kind.whitespace, 5] },
  { name: 'a comment up to the end of the line', text: '// a\nb', lexed: [kind.comment, 4] },
  { name: 'a keyword', text: 'in ', lexed: [kind.in, 2] },
  { name: 'a name that starts like a keyword', text: 'inner', lexed: [kind.identifier, 5] },
  { name: 'a name that starts like raw bytes', text: 'br2', lexed: [kind.identifier, 3] },
  { name: 'rb is no prefix', text: "rb'a'", lexed: [kind.identifier, 2] },
  { name: 'raw bytes', text: "bR'a'", lexed: [kind.bytes, 5] },
  { name: 'a prefix before an open string is a name', text: "b'a", lexed: [kind.identifier, 1] },
  { name: 'an open triple quote is an empty string first', text: "'''a", lexed: [kind.string, 2] },
  { name: 'the first triple quote closes', text: '"""a""""', lexed: [kind.string, 7] },
  { name: 'a dot behind digits', text: '1.a', lexed: [kind.int, 1] },
  { name: 'an exponent without digits', text: '1e+', lexed: [kind.int, 1] },
  { name: 'a fraction and an open exponent', text: '1.5e', lexed: [kind.double, 3] },
  { name: '0x without digits', text: '0xg', lexed: [kind.int, 1] },
  { name: 'a capital 0X', text: '0X1', lexed: [kind.int, 1] },
  { name: 'an unsigned number', text: '12u', lexed: [kind.uint, 3] },
  { name: 'no unsigned fraction', text: '1.5u', lexed: [kind.double, 3] },
  { name: 'the longer sign', text: '<=', lexed: [kind.lessEquals, 2] },
  { name: 'a name in back quotes', text: '`a.b-c/d e`', lexed: [kind.escapedIdentifier, 11] },
  { name: 'a single equals sign takes what follows', text: '=a', lexed: ['unrecognized', 2] },
  { name: 'a single ampersand at the end', text: '&', lexed: ['unrecognized', 1] },
  { name: 'a wrong escape', text: '"a\\qb"', lexed: ['unrecognized', 4] },
  { name: 'a wrong digit of an escape', text: '"\\u12g4"', lexed: ['unrecognized', 6] },
  { name: 'a string that ends with its line', text: '"a\nb"', lexed: ['unrecognized', 3] },
  { name: 'an open string', text: '"abc', lexed: ['unrecognized', 4] },
  { name: 'empty back quotes', text: '``', lexed: ['unrecognized', 2] },
  { name: 'a wide character', text: '😁a', lexed: ['unrecognized', 2] },
])('$name', ({ text, lexed }) => {
  const lexeme = lex(text, 0)
  expect(
    lexeme.kind === 'token' ? [lexeme.token.kind, lexeme.token.end] : [lexeme.kind, lexeme.end],
  ).toEqual(lexed)
})
