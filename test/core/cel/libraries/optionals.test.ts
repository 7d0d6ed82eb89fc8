import { describe, expect, test } from 'vitest'
import { evaluate } from '../evaluate.ts'

describe('values', () => {
  test.for([
    'optional.of(1).hasValue() && !optional.none().hasValue()',
    'optional.of(null).hasValue()',
    'optional.of(1).value() == 1',
    'optional.none().orValue(2) == 2 && optional.of(null).orValue(dyn(2)) == null',
    'optional.none().or(optional.of(3)).value() == 3',
    'optional.of(1).or(optional.of([][0])).value() == 1',
    "!optional.ofNonZeroValue('').hasValue() && optional.ofNonZeroValue(1).hasValue()",
    '!optional.ofNonZeroValue(0.0).hasValue() && !optional.ofNonZeroValue(0u).hasValue() && !optional.ofNonZeroValue([]).hasValue()',
    "{'a': {'b': 1}}.?a.b.value() == 1",
    "{'a': {}}.?a.b.orValue(5) == 5",
    "{'a': {}}.?a.?b.?c.hasValue() == false",
    '[1, 2][?1].value() == 2 && ![1][?5].hasValue()',
    "{'a': 1}[?'a'].value() == 1",
    'dyn(1).?a.hasValue() == false && dyn(null).?a.hasValue() == false',
    "optional.of({'a': 1}).a.value() == 1",
    'optional.of([5])[0].value() == 5',
    "has({'a': {'b': 1}}.?a.b)",
    '!has({}.?a.b)',
    'optional.of(2).optMap(x, x * 2).value() == 4',
    'optional.none().optMap(x, x).hasValue() == false',
    'optional.of(2).optFlatMap(x, optional.of(x + 1)).value() == 3',
    '[1, 2].first().value() == 1 && [1, 2].last().value() == 2 && ![].first().hasValue()',
    'optional.unwrap([optional.of(1), optional.none()]) == [1]',
    '[optional.of(1)].unwrapOpt() == [1]',
    'optional.of(1) == optional.of(1) && optional.none() == optional.none() && optional.of(1) != optional.none()',
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
  })
})

describe('errors', () => {
  test.for([
    { expression: 'optional.none().value()', message: 'optional.none() dereference' },
    { expression: 'dyn(1).orValue(2)', message: 'no such overload' },
    { expression: 'dyn(1).or(optional.of(2))', message: 'no such overload' },
    { expression: "dyn([1])[?'a']", message: "unsupported index type 'string' in list" },
    { expression: 'dyn(1).hasValue()', message: 'no such overload: hasValue(int)' },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression)).toMatchObject({ message })
  })
})

describe('up to 1.36 a plain value passes', () => {
  test.for(['dyn(1).orValue(2) == 1', 'dyn(1).or(optional.of(2)) == dyn(1)'])(
    '%s',
    (expression) => {
      expect(evaluate(expression, null, { kubernetesVersion: '1.36' })).toBe(true)
    },
  )
})
