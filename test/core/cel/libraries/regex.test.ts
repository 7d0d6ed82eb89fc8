import { describe, expect, test } from 'vitest'
import { evaluate } from '../evaluate.ts'

describe('values', () => {
  test.for([
    "'abc 123'.find('[0-9]+') == '123'",
    "'abc'.find('[0-9]+') == ''",
    "'123 abc 456'.findAll('[0-9]+') == ['123', '456']",
    "'123 abc 456'.findAll('[0-9]+', 1) == ['123']",
    "'123 abc 456'.findAll('[0-9]+', 0) == []",
    "'abc'.findAll('x') == []",
    "'aXbX'.find('(?i)x') == 'X'",
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
  })
})

describe('errors', () => {
  test.for([
    {
      expression: "'a'.find('(' + '')",
      message: 'Illegal regex: error parsing regexp: missing closing ): `(`',
    },
    {
      expression: "'a'.findAll('(' + '')",
      message: 'Illegal regex: error parsing regexp: missing closing ): `(`',
    },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression)).toMatchObject({ message })
  })
})
