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

describe('a constant pattern takes every value that is a text in Go', () => {
  test.for([
    { expression: "dyn(optional.of(object)).find('[0-9]+') == '12'", answer: true },
    { expression: "dyn(type(object)).find('ri') == 'ri'", answer: true },
    { expression: "dyn(object).findAll('[0-9]', dyn(optional.of(1))) == ['1']", answer: true },
  ])('$expression', ({ expression, answer }) => {
    expect(evaluate(expression, 'a12')).toBe(answer)
  })

  test.for([
    { expression: "dyn(1).find('a')", message: 'no such overload' },
    { expression: 'dyn(1).find(object)', message: 'no such overload: find(int, string)' },
    { expression: "object.findAll('a', object)", message: 'no such overload' },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression, 'a12')).toMatchObject({ message })
  })
})
