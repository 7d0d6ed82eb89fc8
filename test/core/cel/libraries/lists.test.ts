import { describe, expect, test } from 'vitest'
import { Double } from '#src/core/cel/values/double.ts'
import { Uint } from '#src/core/cel/values/uint.ts'
import { evaluate } from '../evaluate.ts'

const object = {
  deep: [[1, [2, [3]]]],
  flat: [1, 2, [3]],
  numbers: [1, new Double(1), new Uint(2n), 2],
  mixed: [1, 'a'],
  maps: [{}],
}

describe('values', () => {
  test.for([
    '[1, 2, 3].slice(1, 3) == [2, 3]',
    '[1].slice(0, 0) == []',
    '[[1], [2, 3]].flatten() == [1, 2, 3]',
    'object.deep.flatten(2) == dyn(object.flat)',
    'dyn([1, 2]).flatten() == [1, 2]',
    '[3, 1, 2].sort() == [1, 2, 3]',
    "['b', 'a'].sort() == ['a', 'b']",
    '[].sort() == []',
    "['ccc', 'a', 'bb'].sortBy(x, size(x)) == ['a', 'bb', 'ccc']",
    'lists.range(3) == [0, 1, 2]',
    '[1, 2].reverse() == [2, 1]',
    'object.numbers.distinct() == [1, 2]',
    "[1, 2, 2].isSorted() && !['b', 'a'].isSorted()",
    '[].isSorted()',
    '[2, 1, 3].min() == 1 && [2.5, 1.5].max() == 2.5',
    "['b', 'a'].min() == 'a'",
    "[duration('2s'), duration('1s')].max() == duration('2s')",
    '[1, 2, 3].sum() == 6 && [1u].sum() == 1u && [0.5, 0.25].sum() == 0.75',
    "[duration('1s'), duration('2s')].sum() == duration('3s')",
    "['a', 'b', 'a'].indexOf('a') == 0 && ['a', 'b', 'a'].lastIndexOf('a') == 2",
    "['a'].indexOf('z') == -1",
    "[1, 2].includes(2) && dyn('a').includes('a') && !dyn('ab').includes('a')",
    'sets.contains(object.numbers, [dyn(1u), dyn(2)])',
    "sets.contains(['a', 'b'], ['a']) && !sets.contains(['a'], ['b'])",
    "sets.equivalent(['a', 'b', 'a'], ['b', 'a'])",
    'sets.intersects([1, 2], [2, 5]) && !sets.intersects([], [1])',
  ])('%s', (expression) => {
    expect(evaluate(expression, object)).toBe(true)
  })
})

describe('errors', () => {
  test.for([
    {
      expression: '[1].slice(-1, 1)',
      message: 'cannot slice(-1, 1), negative indexes not supported',
    },
    {
      expression: '[1].slice(1, 0)',
      message: 'cannot slice(1, 0), start index must be less than or equal to end index',
    },
    { expression: '[1].slice(0, 2)', message: 'cannot slice(0, 2), list is length 1' },
    { expression: '[[1]].flatten(-1)', message: 'level must be non-negative' },
    { expression: 'object.mixed.sort()', message: 'list elements must have the same type' },
    { expression: 'dyn([{}]).sort()', message: 'list elements must be comparable' },
    { expression: 'dyn([]).min()', message: 'min called on empty list' },
    { expression: 'object.maps.min()', message: 'no such overload: min(list)' },
    { expression: 'lists.range(-1)', message: 'lists.range: size must be non-negative, got -1' },
    {
      expression: 'lists.range(1000001)',
      message: 'lists.range: size 1000001 exceeds maximum allowed (1000000)',
    },
    { expression: 'object.flatten()', message: 'no such overload: map(dyn, dyn).flatten()' },
    {
      expression: 'dyn(object.mixed[1]).flatten(1)',
      message: 'no such overload: string.flatten(int)',
    },
    { expression: 'object.mixed[1].sort()', message: 'no such overload' },
    { expression: '[9223372036854775807, 1].sum()', message: 'integer overflow' },
    { expression: 'dyn(1).isSorted()', message: 'no such overload: isSorted(int)' },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression, object)).toMatchObject({ message })
  })
})

test('up to 1.36 a range of less than nothing is empty', () => {
  expect(evaluate('lists.range(-1) == []', null, { kubernetesVersion: '1.36' })).toBe(true)
})

test("where cel-go's counting of costs takes a missing list for a list, the evaluation ends", () => {
  const message =
    'internal error: interface conversion: *types.Err is not traits.Lister: missing method Add'
  expect(evaluate('object.missing.distinct() == [] || true', object)).toMatchObject({ message })
})
