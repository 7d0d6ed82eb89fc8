import { expect, test } from 'vitest'
import { valueDocument } from '#src/core/source/value-document.ts'

const document = valueDocument('an object', { spec: { text: 'one\ntwo three', number: 1 } })

test.for([
  { name: 'in the first line', path: ['spec', 'text'], offset: 2, expected: [1, 3] },
  { name: 'in the second line', path: ['spec', 'text'], offset: 8, expected: [2, 5] },
  { name: 'at the end', path: ['spec', 'text'], offset: 13, expected: [2, 10] },
  { name: 'in what is no text', path: ['spec', 'number'], offset: 0, expected: undefined },
  { name: 'in what is not there', path: ['spec', '__proto__'], offset: 0, expected: undefined },
])('a position $name', ({ path, offset, expected }) => {
  const position = document.positionInScalar(path, offset)
  expect(position && [position.line, position.column]).toEqual(expected)
})

test('nothing else of it has a place', () => {
  expect(document.locate(['spec'])).toBeUndefined()
  expect(document.locateKey(['spec'])).toBeUndefined()
})
