import { expect, test } from 'vitest'
import { type LabelSelector, selects, selectsAll } from '#src/core/kubernetes/label-selector.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

const inA: LabelSelector = { matchExpressions: [{ key: 'a', operator: 'In', values: ['1', '2'] }] }
const notInA: LabelSelector = { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['1'] }] }

test.for<{ name: string; selector: LabelSelector; labels: JsonObject; expected: boolean }>([
  { name: 'an empty selector selects everything', selector: {}, labels: {}, expected: true },
  {
    name: 'matchLabels needs every label',
    selector: { matchLabels: { a: '1', b: '2' } },
    labels: { a: '1' },
    expected: false,
  },
  {
    name: 'matchLabels with all of them',
    selector: { matchLabels: { a: '1' } },
    labels: { a: '1', c: '3' },
    expected: true,
  },
  { name: 'In with the value', selector: inA, labels: { a: '2' }, expected: true },
  { name: 'In without the label', selector: inA, labels: {}, expected: false },
  { name: 'NotIn without the label holds', selector: notInA, labels: {}, expected: true },
  { name: 'NotIn with the value', selector: notInA, labels: { a: '1' }, expected: false },
  {
    name: 'Exists',
    selector: { matchExpressions: [{ key: 'a', operator: 'Exists' }] },
    labels: { a: '' },
    expected: true,
  },
  {
    name: 'DoesNotExist',
    selector: { matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] },
    labels: {},
    expected: true,
  },
  {
    name: 'a label named constructor is only there when it is written',
    selector: { matchExpressions: [{ key: 'constructor', operator: 'Exists' }] },
    labels: {},
    expected: false,
  },
])('$name', ({ selector, labels, expected }) => {
  expect(selects(selector, labels)).toBe(expected)
})

test('selectsAll tells the selector that asks for nothing', () => {
  expect([undefined, {}, { matchLabels: {} }, inA].map(selectsAll)).toEqual([
    true,
    true,
    true,
    false,
  ])
})
