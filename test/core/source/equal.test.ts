import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonEqual } from '#src/core/source/equal.ts'
import { parseJson } from '#src/core/source/json.ts'
import type { JsonValue } from '#src/core/source/json-value.ts'

const read = (text: string): JsonValue => {
  const parsed = parseJson(text)
  return parsed.kind === 'value' ? parsed.value : parsed.message
}

test.for([
  {
    name: 'fields in another order',
    a: '{"a":1,"b":[2,{"c":3}]}',
    b: '{"b":[2,{"c":3}],"a":1}',
    equal: true,
  },
  { name: 'elements in another order', a: '[1,2]', b: '[2,1]', equal: false },
  { name: 'one field more', a: '{"a":1}', b: '{"a":1,"b":1}', equal: false },
  { name: 'another field', a: '{"a":1}', b: '{"b":1}', equal: false },
  { name: 'null and nothing', a: '{"a":null}', b: '{}', equal: false },
  { name: 'a list and a mapping', a: '[]', b: '{}', equal: false },
  { name: 'null and a mapping', a: 'null', b: '{}', equal: false },
  { name: 'a number and its text', a: '1', b: '"1"', equal: false },
  { name: 'neighbours beyond 2^53', a: '9007199254740993', b: '9007199254740992', equal: false },
  { name: 'the same beyond 2^53', a: '[9007199254740993]', b: '[9007199254740993]', equal: true },
  { name: 'an inherited name', a: '{"toString":1}', b: '{"valueOf":1}', equal: false },
  {
    name: 'a field called __proto__',
    a: '{"__proto__":{"a":1}}',
    b: '{"__proto__":{"a":2}}',
    equal: false,
  },
  { name: '__proto__ and nothing', a: '{"__proto__":{}}', b: '{"a":{}}', equal: false },
])('$name: $equal', ({ a, b, equal }) => {
  expect([jsonEqual(read(a), read(b)), jsonEqual(read(b), read(a))]).toEqual([equal, equal])
})

test('10,000 levels are compared to their end', () => {
  const nested = (inner: string) => read(`${'[{"a":'.repeat(5000)}${inner}${'}]'.repeat(5000)}`)
  expect(jsonEqual(nested('1'), nested('1'))).toBe(true)
  expect(jsonEqual(nested('1'), nested('2'))).toBe(false)
})

test('a value equals its copy', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const copy = JSON.parse(JSON.stringify(value)) as JsonValue
      return jsonEqual(JSON.parse(JSON.stringify(value)) as JsonValue, copy)
    }),
  )
})
