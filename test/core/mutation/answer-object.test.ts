import { expect, test } from 'vitest'
import { answerObject } from '#src/core/mutation/answer-object.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

/** Sets a default that depends on another field. */
const settle = (object: JsonObject): JsonObject => ({
  policy: object['image'] === 'latest' ? 'Always' : 'IfNotPresent',
  ...object,
})

test.for<{ name: string; held: JsonObject; written: JsonObject; expected: JsonObject }>([
  {
    name: 'what is only a default is left out',
    held: { image: 'v1', policy: 'IfNotPresent' },
    written: { image: 'v1' },
    expected: { image: 'v1' },
  },
  {
    name: 'a default of an earlier state is written',
    held: { image: 'v1', policy: 'Always' },
    written: { image: 'v1' },
    expected: { image: 'v1', policy: 'Always' },
  },
  {
    name: 'where writing more does not help, all is written',
    held: { image: 'v1', policy: 'IfNotPresent' },
    written: { image: 'v1', policy: 'Never', other: 1 },
    expected: { image: 'v1', policy: 'IfNotPresent' },
  },
])('$name', ({ held, written, expected }) => {
  expect(answerObject({ held, written }, settle)).toEqual(expected)
})
