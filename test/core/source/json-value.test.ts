import { expect, test } from 'vitest'
import { fieldOf, type JsonValue, valueAt } from '#src/core/source/json-value.ts'

const names = Object.getOwnPropertyNames(Object.prototype)

test.for(names.map((name) => ({ name })))(
  '$name is no field of an object that does not have it',
  ({ name }) => {
    expect(fieldOf({}, name)).toBeUndefined()
  },
)

test.for(names.map((name) => ({ name })))(
  '$name is a field of an object that has it',
  ({ name }) => {
    const value = JSON.parse(`{"${name}": 1}`) as JsonValue
    expect(fieldOf(value, name)).toBe(1)
  },
)

test.for<{ value: JsonValue; path: (string | number)[]; found: JsonValue | undefined }>([
  { value: { a: [{ b: null }] }, path: ['a', 0, 'b'], found: null },
  { value: { a: [1] }, path: ['a', 1], found: undefined },
  { value: { a: [1] }, path: ['a', 'length'], found: undefined },
  { value: 'text', path: ['length'], found: undefined },
  { value: 1, path: [], found: 1 },
])('$value at $path', ({ value, path, found }) => {
  expect(valueAt(value, path)).toBe(found)
})
