import { describe, expect, test } from 'vitest'
import { evaluate } from '../evaluate.ts'

describe('values', () => {
  test.for([
    "'tacocat'.charAt(3) == 'o'",
    "'é\\U0001F600x'.charAt(1) == '\\U0001F600'",
    "'abc'.charAt(3) == ''",
    "'hello mellow'.indexOf('ello', 2) == 7",
    "'a\\U0001F600b'.indexOf('b') == 2",
    "'abc'.indexOf('') == 0",
    "'abc'.indexOf('', 9) == 3",
    "'abc'.indexOf('c', 30) == -1",
    "'hello mellow'.lastIndexOf('ello') == 7",
    "'hello mellow'.lastIndexOf('ello', 6) == 1",
    "'\\U0001F600a\\U0001F600a'.lastIndexOf('a') == 3",
    "'abc'.lastIndexOf('', 1) == 1",
    "'AÉz'.lowerAscii() == 'aÉz'",
    "'aéZ'.upperAscii() == 'AéZ'",
    "'aaa'.replace('a', 'b') == 'bbb'",
    "'aaa'.replace('a', 'b', 2) == 'bba'",
    "'ab'.replace('', '_') == '_a_b_'",
    "'ab'.replace('', '_', 2) == '_a_b'",
    "'a$b'.replace('$', '$&') == 'a$&b'",
    "'a,b,c'.split(',') == ['a', 'b', 'c']",
    "'a,b,c'.split(',', 2) == ['a', 'b,c']",
    "'a,b'.split(',', 0) == []",
    "'ab\\U0001F600'.split('') == ['a', 'b', '\\U0001F600']",
    "'abc'.split('', 2) == ['a', 'bc']",
    "''.split(',') == ['']",
    "'tacocat'.substring(4) == 'cat'",
    "'a\\U0001F600b'.substring(1, 2) == '\\U0001F600'",
    "'\\u0085 a b\\t\\n'.trim() == 'a b'",
    "['a', 'b'].join() == 'ab'",
    "['a', 'b'].join(', ') == 'a, b'",
    "[].join('x') == ''",
    'strings.quote(\'a"\\n\') == \'"a\\\\"\\\\n"\'',
    "'abc'.contains('b') && 'abc'.startsWith('a') && 'abc'.endsWith('c')",
    "'abc'.matches('^a.c$') && matches('xabcx', 'b')",
    "!'abc'.matches('^b')",
    "'a\\U0001F600'.size() == 2 && size('') == 0",
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
  })
})

describe('errors', () => {
  test.for([
    { expression: "'abc'.charAt(4)", message: 'index out of range: 4' },
    { expression: "'abc'.indexOf('a', -1)", message: 'index out of range: -1' },
    { expression: "'abc'.lastIndexOf('a', -1)", message: 'index out of range: -1' },
    { expression: "'abc'.substring(4)", message: 'index out of range: 4' },
    { expression: "'abc'.substring(2, 1)", message: 'invalid substring range. start: 2, end: 1' },
    { expression: "'abc'.substring(0, 4)", message: 'index out of range: 4' },
    { expression: 'dyn([1]).join()', message: 'no such overload: join(list)' },
    { expression: "[dyn('a'), dyn(1)].join()", message: 'join: invalid input: 1' },
    { expression: "'a'.matches(dyn(1))", message: 'no such overload' },
    { expression: "dyn(1).matches('a')", message: 'no such overload' },
    { expression: 'dyn(1).matches(object)', message: 'no such overload: matches' },
    { expression: "dyn(1).startsWith('a')", message: 'no such overload' },
    { expression: 'size(dyn(1))', message: 'no such overload: size' },
    { expression: 'dyn(1).charAt(0)', message: 'no such overload: charAt(int, int)' },
    {
      expression: "'a'.matches('a' + '(')",
      message: 'error parsing regexp: missing closing ): `a(`',
    },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression, 'a')).toMatchObject({ message })
  })
})

describe('up to 1.36 nothing is found at any offset', () => {
  test.for([
    { expression: "'abc'.indexOf('', 9)", before: 9, now: 3 },
    { expression: "'abc'.lastIndexOf('', 9)", before: 9, now: 3 },
    { expression: "'10'.lastIndexOf('', 4)", before: 4, now: 2 },
    { expression: "'10'.lastIndexOf('', 1)", before: 1, now: 1 },
    { expression: "'abc'.indexOf('', 1)", before: 1, now: 1 },
  ])('$expression', ({ expression, before, now }) => {
    expect(evaluate(expression, null, { kubernetesVersion: '1.36' })).toBe(before)
    expect(evaluate(expression)).toBe(now)
  })
})
