import { describe, expect, test } from 'vitest'
import { toJson } from '#src/core/cel/to-json.ts'
import { CelError, type Value } from '#src/core/cel/value.ts'
import { evaluate } from './evaluate.ts'

function jsonOf(expression: string) {
  const value = evaluate(expression)
  if (value instanceof CelError) throw new Error(value.message)
  return toJson(value)
}

describe('values', () => {
  test.for([
    {
      expression: 'Object{spec: Object.spec{replicas: 3, ?paused: optional.none()}}',
      json: { spec: { replicas: 3 } },
    },
    {
      expression: '{"a": [dyn(1), dyn(2.5), dyn(2.0), dyn(3u), dyn(true), dyn(null), dyn("x")]}',
      json: { a: [1, 2.5, 2, 3, true, null, 'x'] },
    },
    { expression: 'Object{m: {"k": Object.m{a: "b"}}}', json: { m: { k: { a: 'b' } } } },
    { expression: '[optional.of(1), optional.none()]', json: [1] },
    { expression: 'quantity("0.5Gi")', json: '512Mi' },
    { expression: 'duration("90s")', json: '90s' },
    { expression: 'timestamp("2020-01-01T00:00:00Z")', json: '2020-01-01T00:00:00Z' },
    { expression: 'b"hi"', json: 'aGk=' },
    { expression: '9223372036854775807', json: 9223372036854775807n },
    { expression: '18446744073709551615u', json: 18446744073709551615n },
  ])('$expression', ({ expression, json }) => {
    expect(jsonOf(expression)).toEqual(json)
  })

  test('a key that JavaScript has plans for is a key', () => {
    expect(JSON.stringify(jsonOf('{"__proto__": 1}'))).toBe('{"__proto__":1}')
  })
})

describe('errors', () => {
  test.for([
    { expression: '{1: 2}', message: 'map key 1 is of type int, not string' },
    { expression: '[type(1)]', message: 'a value of type type has no form in JSON' },
    { expression: '1.0 / 0.0', message: '+Inf has no form in JSON' },
  ])('$expression', ({ expression, message }) => {
    expect(jsonOf(expression)).toMatchObject({ message })
  })

  test('what is nested too deeply is an error', () => {
    let deep: Value = 1
    for (let level = 0; level < 50_000; level++) deep = [deep]
    expect(toJson(deep)).toMatchObject({ message: 'the value is nested too deeply' })
  })
})
