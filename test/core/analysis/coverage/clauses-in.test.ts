import { expect, test } from 'vitest'
import { clausesIn } from '#src/core/analysis/coverage/clauses-in.ts'
import { parse } from '#src/core/cel/parse/parse.ts'
import { print } from '#src/core/cel/print.ts'

test.for([
  { name: 'nothing but the whole', expression: 'a.b == 1', clauses: [] },
  {
    name: 'operands of && and ||, however nested',
    expression: '(a && !b || c > 1) && !(d || e)',
    clauses: ['condition a', 'condition b', 'condition c > 1', 'condition d', 'condition e'],
  },
  { name: 'no operand that is a constant', expression: 'a || true', clauses: ['condition a'] },
  {
    name: 'what ?: chooses by, and conditions in it',
    expression: 'a && b ? c : !d ? e : f',
    clauses: ['choice a && b', 'condition a', 'condition b', 'choice d'],
  },
  {
    name: 'what all goes through and tests',
    expression: 'a.all(x, x > 1 && has(x.b))',
    clauses: ['range a', 'test x > 1 && has(x.b)', 'condition x > 1', 'condition has(x.b)'],
  },
  {
    name: 'the test of filter, and of map with three arguments',
    expression: 'a.filter(x, x > 1).map(x, x < 9, x)',
    clauses: ['test x > 1', 'test x < 9'],
  },
  { name: 'nothing of map with two arguments', expression: 'a.map(x, x.b)', clauses: [] },
  {
    name: 'no range that is never empty',
    expression: '[a, b].map(x, x.c).exists(y, y)',
    clauses: ['test y'],
  },
  {
    name: 'two variables',
    expression: 'a.exists(k, v, v == k)',
    clauses: ['range a', 'test v == k'],
  },
  {
    name: 'an optional that a default stands behind, once and as a whole',
    expression: 'a.?b.?c.orValue(1) == a.?d[?"e"].optMap(x, x + 1).orValue(2)',
    clauses: ['optional a.?b.?c', 'optional a.?d[?"e"]'],
  },
  {
    name: 'an optional entry',
    expression: '{?"a": b.?c, "d": 1}',
    clauses: ['optional b.?c'],
  },
  {
    name: 'whether an optional has a value, as what it decides',
    expression: 'a.?b.hasValue() ? 1 : a.?c.hasValue() && d ? 2 : 3',
    clauses: [
      'choice a.?b.hasValue()',
      'choice a.?c.hasValue() && d',
      'condition a.?c.hasValue()',
      'condition d',
    ],
  },
  {
    name: 'optionals that are compared decide nothing',
    expression: 'a.?b != c.?b',
    clauses: [],
  },
  {
    name: 'sortBy',
    expression: 'a.sortBy(x, x.?b.orValue(1))',
    clauses: ['optional x.?b'],
  },
])('clauses: $name', ({ expression, clauses }) => {
  const parsed = parse(expression, { kubernetesVersion: '1.37' })
  if (parsed.kind !== 'ast') throw new Error('it does not parse')
  const found = clausesIn(parsed.ast).map(({ node, title }) => `${title} ${print(node)}`)
  expect(found).toEqual(clauses)
})
