import { expect, test } from 'vitest'
import { parseLabelSelector } from '#src/core/cel/libraries/parse-label-selector.ts'

test.for([
  { text: '', found: [] },
  { text: ' \t\n', found: [] },
  { text: 'a', found: ['a Exists'] },
  { text: '!a', found: ['a DoesNotExist'] },
  { text: 'b=1,a!=2', found: ['a NotIn 2', 'b In 1'] },
  { text: 'a=,b==', found: ['a In ', 'b In '] },
  { text: 'a in (y, x,,y)', found: ['a In |x|y'] },
  { text: 'a notin ()', found: ['a NotIn '] },
  { text: 'in in (in,notin)', found: ['in In in|notin'] },
  { text: 'example.com/app=web', found: ['example.com/app In web'] },
  { text: 'a>5,b', found: ['b Exists'] },
  { text: 'a<9223372036854775807', found: [] },
  { text: 'a<9223372036854775808', found: undefined },
  { text: 'a>x', found: undefined },
  { text: 'a\0b', found: undefined },
  { text: 'a=b\0', found: ['a In b'] },
  { text: '\0=', found: [] },
  { text: 'a b', found: undefined },
  { text: 'a,', found: undefined },
  { text: ',a', found: undefined },
  { text: '!a=b', found: undefined },
  { text: 'a in b', found: undefined },
  { text: 'a in (b', found: undefined },
  { text: 'a in (b c)', found: undefined },
  { text: 'a in (=)', found: undefined },
  { text: 'a===b', found: undefined },
  { text: '-a=b', found: undefined },
  { text: 'a=-b', found: undefined },
  { text: `a=${'b'.repeat(64)}`, found: undefined },
])('$text', ({ text, found }) => {
  const texts = parseLabelSelector(text)?.map(({ key, operator, values }) =>
    values === undefined ? `${key} ${operator}` : `${key} ${operator} ${values.join('|')}`,
  )
  expect(texts).toEqual(found)
})
