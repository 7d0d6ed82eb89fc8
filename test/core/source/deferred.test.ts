import { expect, test } from 'vitest'
import { deferred } from '#src/core/source/deferred.ts'
import { isObject, type JsonObject } from '#src/core/source/json-value.ts'

const made = () => JSON.parse('{"a":1,"__proto__":{"b":2},"length":3}') as JsonObject

test.for([
  { name: 'keys', look: (object: JsonObject) => Object.keys(object) },
  { name: 'entries', look: (object: JsonObject) => Object.entries(object) },
  { name: 'a field', look: (object: JsonObject) => object['a'] },
  {
    name: 'an own field with a name that objects inherit',
    look: (object: JsonObject) => Object.hasOwn(object, '__proto__'),
  },
  {
    name: 'a field that is missing',
    look: (object: JsonObject) => Object.hasOwn(object, 'toString'),
  },
  { name: 'its text', look: (object: JsonObject) => JSON.stringify(object) },
  { name: 'a copy', look: (object: JsonObject) => ({ ...object, c: 4 }) },
  {
    name: 'a loop',
    look: (object: JsonObject) => {
      const keys = []
      for (const key in object) keys.push(key)
      return keys
    },
  },
  {
    name: 'what it is',
    look: (object: JsonObject) => [
      isObject(object),
      Object.getPrototypeOf(object) === Object.prototype,
    ],
  },
])('$name: as of the object itself', ({ look }) => {
  expect(look(deferred(made))).toEqual(look(made()))
})

test('it is made once, and not before somebody looks', () => {
  let times = 0
  const object = deferred(() => {
    times++
    return { a: 1 }
  })
  expect([isObject(object), times]).toEqual([true, 0])
  expect([object['a'], object['a'], Object.keys(object), times]).toEqual([1, 1, ['a'], 1])
})
