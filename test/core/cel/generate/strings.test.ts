import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lastIndexOfUnit, startsWithSum } from '#src/core/cel/generate/strings.ts'
import { evaluate } from '../evaluate.ts'

const text = fc
  .array(fc.constantFrom('a', 'b', '/', '\ud800', '\udc00', '\u{1f600}'), { maxLength: 5 })
  .map((parts) => parts.join(''))

test('startsWithSum is startsWith of what is joined', () => {
  fc.assert(
    fc.property(text, text, text, text, (a, b, c, d) => {
      expect(startsWithSum(a, b, c, d)).toBe((a + b).startsWith(c + d))
      expect(startsWithSum(a + b, c, a, b)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test.for(['a', '/', 'x', '\ud800', '\udc00'])('lastIndexOfUnit is lastIndexOf(%j)', (part) => {
  fc.assert(
    fc.property(text, (object) => {
      const expected = evaluate('object.text.lastIndexOf(object.part)', { text: object, part })
      expect(lastIndexOfUnit(object, part)).toBe(expected)
    }),
    { numRuns: 500 },
  )
})
