import { describe, expect, test } from 'vitest'
import { compilePattern, matchesAnywhere } from '#src/core/source/regular-expression.ts'

describe('what is kept of compiled patterns', () => {
  test('the same pattern is compiled once', () => {
    expect(compilePattern('^a+$')).toBe(compilePattern('^a+$'))
  })

  test('a pattern that is too large to keep is compiled anew, and right', () => {
    const large = Array.from({ length: 9000 }, (_, index) => `x${index}`).join('|')
    const [first, second] = [compilePattern(large), compilePattern(large)]
    expect(first).not.toBe(second)
    expect(first.kind === 'pattern' && matchesAnywhere(first.pattern, 'ax8999')).toBe(true)
  })

  test('large patterns push each other out', () => {
    const small = compilePattern('^kept$')
    for (let index = 0; index < 40; index++) compilePattern(`a{1000}${index}`)
    expect(compilePattern('^kept$')).not.toBe(small)
  })
})

test('a pattern that is none is said in words of Go', () => {
  expect(compilePattern('(')).toEqual({
    kind: 'problem',
    message: 'error parsing regexp: missing closing ): `(`',
  })
})
