import { expect, test } from 'vitest'
import { CelError } from '#src/core/cel/value.ts'
import { patchOperations } from '#src/core/mutation/patch-operations.ts'
import { evaluate } from '../cel/evaluate.ts'

function operationsOf(expression: string) {
  const value = evaluate(expression)
  if (value instanceof CelError) throw new Error(value.message)
  return patchOperations(value)
}

test('what is not given is left out', () => {
  expect(
    operationsOf(
      '[JSONPatch{op: "remove", path: "/a"}, JSONPatch{op: "add", path: "/b", value: [1]}]',
    ),
  ).toEqual({
    kind: 'operations',
    operations: [
      { op: 'remove', path: '/a', from: undefined, value: undefined },
      { op: 'add', path: '/b', from: undefined, value: [1] },
    ],
  })
})

test('a null that is given is a value', () => {
  expect(operationsOf('[JSONPatch{op: "test", path: "/a", value: null}]')).toMatchObject({
    operations: [{ value: null }],
  })
})

test.for([
  {
    name: 'a type name that is not the path of its field',
    expression:
      'JSONPatch{op: "add", path: "/spec", value: Object.spec{ports: [Object.spec.port{}]}}',
    message:
      'type mismatch: unexpected type name "Object.spec.port", expected "Object.spec.ports", which matches field name path from root Object type',
  },
  {
    name: 'a type name inside of a map',
    expression: 'JSONPatch{op: "add", path: "/spec", value: Object.spec{a: {"b": Object.b{}}}}',
    message:
      'type mismatch: unexpected type name "Object.b", expected "Object.spec.a", which matches field name path from root Object type',
  },
  {
    name: 'a path that Go writes and JSON does not read',
    expression: 'JSONPatch{op: "add", path: "/a\\x07", value: 1}',
    message: 'JSON Patch: add operation failed to decode path: missing value',
  },
  {
    name: 'such a path of a replacement',
    expression: 'JSONPatch{op: "replace", path: "/a\\x07", value: 1}',
    message:
      "JSON Patch: replace operation failed to decode path: invalid character 'a' in string escape code",
  },
  {
    name: 'such an operation',
    expression: 'JSONPatch{op: "add\\v", path: "/a", value: 1}',
    message: 'JSON Patch: Unexpected kind: unknown',
  },
])('$name is refused', ({ expression, message }) => {
  expect(operationsOf(`[${expression}]`)).toEqual({ kind: 'error', message })
})
