import { expect, test } from 'vitest'
import { widthOf, wrapped } from '#src/tester/reporters/wrap.ts'

test.for([
  { text: 'abc', width: 3 },
  { text: 'e\u0301', width: 1 },
  { text: '方針', width: 4 },
  { text: '🙂', width: 2 },
  { text: '', width: 0 },
])('"$text" takes $width columns', ({ text, width }) => {
  expect(widthOf(text)).toBe(width)
})

test.for([
  { line: 'one two three', columns: 13, lines: ['one two three'] },
  { line: 'one two three', columns: 8, lines: ['one two', 'three'] },
  { line: '  one two', columns: 5, lines: ['  one', '  two'] },
  { line: 'averylongword b', columns: 5, lines: ['averylongword', 'b'] },
  { line: '方針 方針', columns: 6, lines: ['方針', '方針'] },
])('"$line" in $columns columns', ({ line, columns, lines }) => {
  expect(wrapped(line, columns)).toEqual(lines)
})
