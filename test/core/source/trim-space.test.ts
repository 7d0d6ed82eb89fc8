import { expect, test } from 'vitest'
import { trimSpace } from '#src/core/source/trim-space.ts'

test.for([
  { name: 'both ends', text: ' \t\na b\r\n ', trimmed: 'a b' },
  { name: 'nothing else', text: ' \u2003\u3000 ', trimmed: '' },
  { name: 'the next-line character, which JavaScript keeps', text: '\u0085a\u0085', trimmed: 'a' },
  { name: 'not the byte order mark, which JavaScript takes', text: '\ufeffa', trimmed: '\ufeffa' },
  { name: 'not half a character', text: '\ud83c ', trimmed: '\ud83c' },
])('$name', ({ text, trimmed }) => {
  expect(trimSpace(text)).toBe(trimmed)
})
