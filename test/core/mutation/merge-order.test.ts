import { expect, test } from 'vitest'
import { mergeOrder } from '#src/core/mutation/merge-order.ts'

const items = (text: string) => [...text].map((key) => ({ key, value: key }))

test.for([
  { left: 'abc', right: '', out: 'abc' },
  { left: '', right: 'abc', out: 'abc' },
  { left: 'abc', right: 'd', out: 'abcd' },
  { left: 'abc', right: 'b', out: 'abc' },
  { left: 'abc', right: 'ca', out: 'bca' },
  { left: 'abc', right: 'xb', out: 'axbc' },
  { left: 'abcd', right: 'dxa', out: 'bcdxa' },
  { left: 'becca', right: 'cbfe', out: 'cabfe' },
])('$left merged with $right is $out', ({ left, right, out }) => {
  expect(mergeOrder(items(left), items(right), (_, patch) => patch).join('')).toBe(out)
})
