import { expect, test } from 'vitest'
import { parseFieldSelector } from '#src/core/cel/libraries/parse-field-selector.ts'

test.for([
  { text: '', found: [] },
  { text: ',', found: [] },
  { text: '=', found: [] },
  { text: 'a=b', found: ['a In b'] },
  { text: 'b==c,a!=d', found: ['a NotIn d', 'b In c'] },
  { text: '😀=1,\uffff=1', found: ['\uffff In 1', '😀 In 1'] },
  { text: 'a=', found: ['a In '] },
  { text: '=b', found: [' In b'] },
  { text: 'a=b\\,c\\=d\\\\', found: ['a In b,c=d\\'] },
  { text: ' a = b ', found: [' a  In  b '] },
  { text: 'a!b=c', found: ['a!b In c'] },
  { text: 'a', found: undefined },
  { text: 'a=b=c', found: undefined },
  { text: 'a=\\x', found: undefined },
  { text: 'a=\\', found: undefined },
  { text: 'a=b,c', found: undefined },
])('$text', ({ text, found }) => {
  const texts = parseFieldSelector(text)?.map(
    ({ key, operator, values = [] }) => `${key} ${operator} ${values.join('|')}`,
  )
  expect(texts).toEqual(found)
})
