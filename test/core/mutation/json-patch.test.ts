import { expect, test } from 'vitest'
import type { PatchOperation } from '#src/core/admission/patch-operation.ts'
import { applyPatch } from '#src/core/mutation/json-patch.ts'
import type { JsonValue } from '#src/core/source/json-value.ts'

interface Row {
  readonly name: string
  readonly value: JsonValue
  readonly patch: readonly PatchOperation[]
  readonly expected: JsonValue
}

const prototypeKey: JsonValue = JSON.parse('{"__proto__": {"a": 1}}')

test.for<Row>([
  {
    name: 'adds a field',
    value: {},
    patch: [{ op: 'add', path: '/a', value: 1 }],
    expected: { a: 1 },
  },
  {
    name: 'adds at the end of a list',
    value: [1],
    patch: [{ op: 'add', path: '/-', value: 2 }],
    expected: [1, 2],
  },
  {
    name: 'adds into a list',
    value: [1, 3],
    patch: [{ op: 'add', path: '/1', value: 2 }],
    expected: [1, 2, 3],
  },
  {
    name: 'replaces the whole document',
    value: 1,
    patch: [{ op: 'replace', path: '', value: 2 }],
    expected: 2,
  },
  {
    name: 'removes from a list',
    value: [1, 2],
    patch: [{ op: 'remove', path: '/0' }],
    expected: [2],
  },
  {
    name: 'moves a field',
    value: { a: 1 },
    patch: [{ op: 'move', from: '/a', path: '/b' }],
    expected: { b: 1 },
  },
  {
    name: 'copies a field',
    value: { a: 1 },
    patch: [{ op: 'copy', from: '/a', path: '/b' }],
    expected: { a: 1, b: 1 },
  },
  {
    name: 'reads ~1 as / and ~0 as ~',
    value: { 'a/b~': 1 },
    patch: [{ op: 'replace', path: '/a~1b~0', value: 2 }],
    expected: { 'a/b~': 2 },
  },
  {
    name: 'a test that holds changes nothing',
    value: { a: 1 },
    patch: [{ op: 'test', path: '/a', value: 1 }],
    expected: { a: 1 },
  },
  {
    name: 'a key __proto__ is a key',
    value: prototypeKey,
    patch: [{ op: 'replace', path: '/__proto__/a', value: 2 }],
    expected: JSON.parse('{"__proto__": {"a": 2}}'),
  },
  {
    name: 'adds a key __proto__',
    value: {},
    patch: [{ op: 'add', path: '/__proto__', value: 2 }],
    expected: JSON.parse('{"__proto__": 2}'),
  },
])('$name', ({ value, patch, expected }) => {
  const result = applyPatch(value, patch)
  expect(result.kind).toBe('patched')
  expect(JSON.stringify(result.kind === 'patched' ? result.value : undefined)).toBe(
    JSON.stringify(expected),
  )
})

test.for<{
  name: string
  value: JsonValue
  patch: readonly PatchOperation[]
  kind: string
  message: string
}>([
  {
    name: 'a missing parent',
    value: {},
    patch: [{ op: 'add', path: '/a/b', value: 1 }],
    kind: 'error',
    message: 'operation 0 (add /a/b): there is no "a"',
  },
  {
    name: 'an index beyond the end',
    value: [],
    patch: [{ op: 'add', path: '/1', value: 1 }],
    kind: 'error',
    message: 'operation 0 (add /1): index 1 is outside of the list',
  },
  {
    name: 'a negative index',
    value: [1],
    patch: [{ op: 'remove', path: '/-1' }],
    kind: 'error',
    message: 'operation 0 (remove /-1): index -1 is outside of the list',
  },
  {
    name: 'removing what is not there',
    value: {},
    patch: [{ op: 'remove', path: '/toString' }],
    kind: 'error',
    message: 'operation 0 (remove /toString): there is no "toString"',
  },
  {
    name: 'a test that does not hold',
    value: { a: 1 },
    patch: [{ op: 'test', path: '/a', value: 2 }],
    kind: 'test-failed',
    message: 'operation 0 (test /a): the value is another',
  },
  {
    name: 'moving a value into itself',
    value: { a: {} },
    patch: [{ op: 'move', from: '/a', path: '/a/b' }],
    kind: 'error',
    message: 'operation 0 (move /a/b): a value cannot be moved into itself',
  },
  {
    name: 'a path without slash',
    value: {},
    patch: [{ op: 'add', path: 'a', value: 1 }],
    kind: 'error',
    message: 'operation 0 (add a): "a" is no JSON Pointer',
  },
  {
    name: 'below a scalar',
    value: { a: 1 },
    patch: [{ op: 'add', path: '/a/b', value: 1 }],
    kind: 'error',
    message: 'operation 0 (add /a/b): "b" is below a scalar',
  },
])('$name is said', ({ value, patch, kind, message }) => {
  expect(applyPatch(value, patch)).toEqual({ kind, message })
})
