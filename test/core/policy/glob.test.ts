import { expect, test } from 'vitest'
import { matchesGlob } from '#src/core/policy/glob.ts'

test.for([
  { glob: 'a', text: 'a', matches: true },
  { glob: 'a', text: 'ab', matches: false },
  { glob: '', text: '', matches: true },
  { glob: '', text: 'a', matches: false },
  { glob: '*', text: '', matches: true },
  { glob: '*', text: 'x/y:z', matches: true },
  { glob: 'a*', text: 'a', matches: true },
  { glob: 'a*c', text: 'abcbc', matches: true },
  { glob: 'a*c', text: 'abcb', matches: false },
  { glob: '*b*', text: 'abc', matches: true },
  { glob: '*ab', text: 'aab', matches: true },
  { glob: '**a', text: 'a', matches: true },
  { glob: 'a?c', text: 'abc', matches: true },
  { glob: 'a?c', text: 'ac', matches: false },
  { glob: '?', text: '', matches: false },
  { glob: 'quay.io/team/*:v?', text: 'quay.io/team/tools/agent:v2', matches: true },
  { glob: 'quay.io/team/*', text: 'quay.io/teams/agent', matches: false },
  { glob: 'a.c', text: 'abc', matches: false },
  { glob: '[ab]', text: 'a', matches: false },
])('$glob and "$text": $matches', ({ glob, text, matches }) => {
  expect(matchesGlob(glob, text)).toBe(matches)
})

test('many stars in a long text stay within the product of the lengths', () => {
  expect(matchesGlob('*a'.repeat(50), `${'a'.repeat(100_000)}b`)).toBe(false)
})
