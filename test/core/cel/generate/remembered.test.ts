import { expect, test } from 'vitest'
import { remembered } from '#src/core/cel/generate/remembered.ts'
import { CelError } from '#src/core/cel/value.ts'

test.for([
  { name: 'a short text is searched once', text: 'web', searches: 1 },
  { name: 'a long text every time', text: 'w'.repeat(1000), searches: 3 },
])('$name', ({ text, searches }) => {
  let count = 0
  const search = remembered((found) => {
    count++
    return found === text
  })
  expect([search(text), search(text), search(text)]).toEqual([true, true, true])
  expect(count).toBe(searches)
})

test('answers stay right when more texts come than are kept', () => {
  const search = remembered((text) => String(text).endsWith('7'))
  for (let round = 0; round < 3; round++) {
    for (let index = 0; index < 700; index++) {
      expect(search(`image-${index}`)).toBe(index % 10 === 7)
    }
  }
})

test('an error is no answer', () => {
  const error = new CelError('no pattern')
  expect(remembered(() => error)('a')).toBe(error)
})
