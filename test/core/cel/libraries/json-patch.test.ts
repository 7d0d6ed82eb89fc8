import { describe, expect, test } from 'vitest'
import { evaluate } from '../evaluate.ts'

describe('values', () => {
  test.for(["jsonpatch.escapeKey('a/b~c') == 'a~1b~0c'", "jsonpatch.escapeKey('~1') == '~01'"])(
    '%s',
    (expression) => {
      expect(evaluate(expression)).toBe(true)
    },
  )
})

describe('errors', () => {
  test.for([
    {
      expression: 'jsonpatch.escapeKey(dyn(1))',
      message: 'no such overload: jsonpatch.escapeKey(int)',
    },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression)).toMatchObject({ message })
  })
})
