import { expect, test } from 'vitest'
import { clipExcerpt, parseExcerpt } from '#src/tester/reporters/excerpt.ts'

test.for([
  { name: 'no excerpt', text: 'words', parts: undefined },
  { name: 'one line', text: '1 | a', parts: undefined },
  {
    name: 'an excerpt',
    text: '12 | ab: c\n   |     ^',
    parts: { gutter: '12 | ', line: 'ab: c', start: 4, length: 1 },
  },
  {
    name: 'tabs before the place',
    text: '1 | \ta: bc\n  | \t   ^^',
    parts: { gutter: '1 | ', line: '\ta: bc', start: 4, length: 2 },
  },
])('$name', ({ text, parts }) => {
  expect(parseExcerpt(text)).toEqual(parts)
})

const line = 'abcdefghijklmnopqrstuvwxyz'
const excerpt = (start: number, length: number) =>
  `1 | ${line}\n  | ${' '.repeat(start)}${'^'.repeat(length)}`

test.for([
  { name: 'what fits stays', text: excerpt(3, 2), columns: 30, clipped: excerpt(3, 2) },
  {
    name: 'the end is cut',
    text: excerpt(3, 2),
    columns: 20,
    clipped: '1 | abcdefghijklmno…\n  |    ^^',
  },
  {
    name: 'both ends are cut',
    text: excerpt(14, 2),
    columns: 20,
    clipped: '1 | …ijklmnopqrstuv…\n  |        ^^',
  },
  {
    name: 'the beginning is cut',
    text: excerpt(24, 2),
    columns: 20,
    clipped: '1 | …stuvwxyz\n  |        ^^',
  },
  {
    name: 'a place that does not fit',
    text: excerpt(2, 24),
    columns: 20,
    clipped: '1 | abcdefghijklmno…\n  |   ^^^^^^^^^^^^^^',
  },
  { name: 'no room at all', text: excerpt(3, 2), columns: 8, clipped: excerpt(3, 2) },
])('$name', ({ text, columns, clipped }) => {
  expect(clipExcerpt(text, columns)).toBe(clipped)
})
