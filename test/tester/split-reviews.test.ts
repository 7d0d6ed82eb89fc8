import { expect, test } from 'vitest'
import { splitReviews } from '#src/tester/split-reviews.ts'

test.for([
  { name: 'one on one line', text: '{"a":1}\n', bodies: ['{"a":1}\n'] },
  { name: 'one on several lines', text: '{\n "a": 1\n}\n', bodies: ['{\n "a": 1\n}\n'] },
  { name: 'JSON lines', text: '{"a":1}\r\n\n {"b":2}', bodies: ['{"a":1}\r', ' {"b":2}'] },
  {
    name: 'a line that is no JSON among others',
    text: '{"a":1}\n{"b"\n',
    bodies: ['{"a":1}', '{"b"'],
  },
  { name: 'no JSON at all', text: 'a\nb\n', bodies: ['a\nb\n'] },
  { name: 'nothing', text: '', bodies: [''] },
  { name: 'blank lines', text: '\n\n', bodies: ['\n\n'] },
])('$name', ({ text, bodies }) => {
  const split = splitReviews(new TextEncoder().encode(text))
  expect(split.map((body) => new TextDecoder().decode(body))).toEqual(bodies)
})

test('bytes that are no UTF-8 stay as they are', () => {
  const bytes = Uint8Array.of(0x22, 0xff, 0x22)
  expect(splitReviews(bytes)).toEqual([bytes])
})
