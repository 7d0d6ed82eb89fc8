import { expect, test } from 'vitest'
import { budgetMs } from '#src/server/deadline.ts'

test.for([
  { name: 'what the API server sends', timeout: '10s', budget: 9_500 },
  { name: 'short: a tenth is kept back', timeout: '1s', budget: 900 },
  { name: 'the longest', timeout: '30s', budget: 29_500 },
  { name: 'with minutes', timeout: '0m20s', budget: 19_500 },
  { name: 'longer than a webhook may ask for', timeout: '31s', budget: 4_500 },
  { name: 'absurd', timeout: '99999h', budget: 4_500 },
  { name: 'zero', timeout: '0s', budget: 4_500 },
  { name: 'negative', timeout: '-1s', budget: 4_500 },
  { name: 'no unit', timeout: '10', budget: 4_500 },
  { name: 'no duration', timeout: 'soon', budget: 4_500 },
  { name: 'given twice', timeout: ['1s', '2s'], budget: 4_500 },
  { name: 'missing', timeout: undefined, budget: 4_500 },
])('$name', ({ timeout, budget }) => {
  expect(budgetMs(timeout, 5_000)).toBe(budget)
})
