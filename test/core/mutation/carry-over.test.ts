import { expect, test } from 'vitest'
import { carryOver } from '#src/core/mutation/carry-over.ts'
import type { JsonValue } from '#src/core/source/json-value.ts'

interface Row {
  readonly name: string
  readonly held: JsonValue
  readonly written: JsonValue
  readonly mutated: JsonValue
  readonly expected: JsonValue
}

test.for<Row>([
  {
    name: 'a default that was not touched stays unwritten',
    held: { a: 1, d: 'default' },
    written: { a: 1 },
    mutated: { a: 2, d: 'default' },
    expected: { a: 2 },
  },
  {
    name: 'a default that was changed is written',
    held: { d: 'default' },
    written: {},
    mutated: { d: 'mine' },
    expected: { d: 'mine' },
  },
  {
    name: 'of a default with fields only the changed one',
    held: { d: { x: 1, y: 2 } },
    written: {},
    mutated: { d: { x: 1, y: 3 } },
    expected: { d: { y: 3 } },
  },
  {
    name: 'what decoding dropped or rewrote stays as it was written',
    held: { cpu: '1' },
    written: { cpu: '1000m', time: null },
    mutated: { cpu: '1', a: 1 },
    expected: { time: null, cpu: '1000m', a: 1 },
  },
  {
    name: 'a field that was removed is gone',
    held: { a: 1, b: 1 },
    written: { a: 1, b: 1 },
    mutated: { b: 1, __proto__: undefined } as unknown as JsonValue,
    expected: { b: 1 },
  },
  {
    name: 'items are found again behind a new one',
    held: [
      { n: 'a', d: 1 },
      { n: 'b', d: 1 },
    ],
    written: [{ n: 'a' }, { n: 'b' }],
    mutated: [{ n: 's' }, { n: 'a', d: 1 }, { n: 'b', d: 1 }],
    expected: [{ n: 's' }, { n: 'a' }, { n: 'b' }],
  },
])('$name', ({ held, written, mutated, expected }) => {
  expect(carryOver(mutated, { held, written })).toEqual(expected)
})
