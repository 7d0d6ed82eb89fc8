import { describe, expect, test } from 'vitest'
import { evaluate } from '../evaluate.ts'

describe('values', () => {
  test.for([
    '[1, 2, 3].slice(1, 3) == [2, 3]',
    '[1].slice(0, 0) == []',
    '[[1], [2, [3]]].flatten() == [1, 2, [3]]',
    '[[1, [2, [3]]]].flatten(2) == [1, 2, [3]]',
    'dyn([1, 2]).flatten() == [1, 2]',
    '[3, 1, 2].sort() == [1, 2, 3]',
    "['b', 'a'].sort() == ['a', 'b']",
    '[].sort() == []',
    "['ccc', 'a', 'bb'].sortBy(x, size(x)) == ['a', 'bb', 'ccc']",
    'lists.range(3) == [0, 1, 2]',
    'lists.range(-1) == []',
    '[1, 2].reverse() == [2, 1]',
    'dyn([1, 1.0, 2u, 2]).distinct() == [1, 2u]',
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
    'sets.contains(dyn([1, 2, 3]), dyn([2, 3u]))',
    "sets.contains(['a', 'b'], ['a']) && !sets.contains(['a'], ['b'])",
    "sets.equivalent(['a', 'b', 'a'], ['b', 'a'])",
    'sets.intersects([1, 2], [2, 5]) && !sets.intersects([], [1])',
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
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
    { expression: "dyn([1, 'a']).sort()", message: 'list elements must have the same type' },
    { expression: 'dyn([{}]).sort()', message: 'list elements must be comparable' },
    { expression: 'dyn([]).min()', message: 'min called on empty list' },
    { expression: 'dyn([1, 2]).map(x, {}).min()', message: 'no such overload: min(list)' },
    { expression: '[9223372036854775807, 1].sum()', message: 'integer overflow' },
    { expression: 'dyn(1).isSorted()', message: 'no such overload: isSorted(int)' },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression)).toMatchObject({ message })
  })
})
