import { expect, test } from 'vitest'
import { compareValues } from '#src/core/cel/ordering.ts'
import { Double } from '#src/core/cel/values/double.ts'

const nan = new Double(Number.NaN)

test.for([
  { name: 'NaN and a number', left: nan, right: 1, message: 'NaN values cannot be ordered' },
  { name: 'NaN and no number', left: nan, right: 'a', message: 'NaN values cannot be ordered' },
  { name: 'a number and no number', left: 1, right: 'a', message: 'no such overload' },
  { name: 'what has no order', left: null, right: 1, message: 'no such overload: _<_' },
])('$name', ({ left, right, message }) => {
  expect(compareValues(left, right, '_<_')).toMatchObject({ message })
})
