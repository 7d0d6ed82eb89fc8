import { expect, test } from 'vitest'
import { type AppliedOperation, applyPatch } from '#src/core/mutation/json-patch.ts'
import type { JsonValue } from '#src/core/source/json-value.ts'

interface Row {
  readonly name: string
  readonly value: JsonValue
  readonly patch: readonly AppliedOperation[]
  readonly expected: JsonValue
}

const listOfOne: JsonValue = [1]
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
    value: {},
    patch: [{ op: 'replace', path: '', value: [2] }],
    expected: [2],
  },
  {
    name: 'counts a negative index from the end',
    value: [1, 2],
    patch: [
      { op: 'add', path: '/-1', value: 3 },
      { op: 'replace', path: '/-3', value: 0 },
    ],
    expected: [0, 2, 3],
  },
  {
    name: 'replaces a field that is missing, as the API server does',
    value: {},
    patch: [{ op: 'replace', path: '/a', value: 1 }],
    expected: { a: 1 },
  },
  {
    name: 'copies a missing field as null',
    value: {},
    patch: [{ op: 'copy', from: '/a', path: '/b' }],
    expected: { b: null },
  },
  {
    name: 'a test without a value holds where nothing is',
    value: { a: null },
    patch: [
      { op: 'test', path: '/a' },
      { op: 'test', path: '/b' },
    ],
    expected: { a: null },
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
  {
    name: 'copies a field into itself',
    value: { a: { b: 1 } },
    patch: [
      { op: 'add', path: '/a/c', value: 2 },
      { op: 'copy', from: '/a', path: '/a/d' },
      { op: 'add', path: '/a/d/e', value: 3 },
    ],
    expected: { a: { b: 1, c: 2, d: { b: 1, c: 2, e: 3 } } },
  },
  {
    name: 'a copy and its origin change on their own',
    value: { a: [{ b: [1] }] },
    patch: [
      { op: 'add', path: '/a/0/b/-', value: 2 },
      { op: 'copy', from: '/a', path: '/c' },
      { op: 'remove', path: '/a/0/b/0' },
      { op: 'add', path: '/c/0/b/-', value: 3 },
    ],
    expected: { a: [{ b: [2] }], c: [{ b: [1, 2, 3] }] },
  },
  {
    name: 'changes what an operation put there, not the operation',
    value: {},
    patch: ['/a', '/b'].flatMap((path) => [
      { op: 'add', path, value: listOfOne },
      { op: 'add', path: `${path}/-`, value: 2 },
    ]),
    expected: { a: [1, 2], b: [1, 2] },
  },
])('$name', ({ value, patch, expected }) => {
  const before = JSON.stringify(value)
  const result = applyPatch(value, patch)
  expect(JSON.stringify(value)).toBe(before)
  expect(result.kind).toBe('patched')
  expect(JSON.stringify(result.kind === 'patched' ? result.value : undefined)).toBe(
    JSON.stringify(expected),
  )
})

test.for<{
  name: string
  value: JsonValue
  patch: readonly AppliedOperation[]
  kind: string
  message: string
}>([
  {
    name: 'a missing parent',
    value: {},
    patch: [{ op: 'add', path: '/a/b', value: 1 }],
    kind: 'error',
    message: 'add operation does not apply: doc is missing path: "/a/b": missing value',
  },
  {
    name: 'an index beyond the end',
    value: [],
    patch: [{ op: 'add', path: '/1', value: 1 }],
    kind: 'error',
    message:
      "error in add for path: '/1': Unable to access invalid index: 1: invalid index referenced",
  },
  {
    name: 'a negative index before the first element',
    value: [1],
    patch: [{ op: 'remove', path: '/-2' }],
    kind: 'error',
    message:
      "error in remove for path: '/-2': Unable to access invalid index: -2: invalid index referenced",
  },
  {
    name: 'removing what is not there',
    value: {},
    patch: [{ op: 'remove', path: '/toString' }],
    kind: 'error',
    message:
      "error in remove for path: '/toString': Unable to remove nonexistent key: toString: missing value",
  },
  {
    name: 'a test that does not hold',
    value: { a: 1 },
    patch: [{ op: 'test', path: '/a', value: 2 }],
    kind: 'test-failed',
    message: 'testing value /a failed: test failed',
  },
  {
    name: 'moving a value into itself',
    value: { a: {} },
    patch: [{ op: 'move', from: '/a', path: '/a/b' }],
    kind: 'error',
    message: 'move operation does not apply: doc is missing destination path: /a/b: missing value',
  },
  {
    name: 'a path without slash',
    value: {},
    patch: [{ op: 'add', path: 'a', value: 1 }],
    kind: 'error',
    message: 'add operation does not apply: doc is missing path: "a": missing value',
  },
  {
    name: 'an index that is no number',
    value: [1],
    patch: [{ op: 'add', path: '/x', value: 1 }],
    kind: 'error',
    message:
      "error in add for path: '/x': value was not a proper array index: 'x': strconv.Atoi: parsing \"x\": invalid syntax",
  },
  {
    name: 'an index beyond int64',
    value: [1],
    patch: [{ op: 'replace', path: '/99999999999999999999', value: 1 }],
    kind: 'error',
    message:
      'replace operation does not apply: doc is missing key: /99999999999999999999: missing value',
  },
  {
    name: 'a null that is tested for null',
    value: { a: null },
    patch: [{ op: 'test', path: '/a', value: null }],
    kind: 'test-failed',
    message: 'testing value /a failed: test failed',
  },
  {
    name: 'an operation that there is not',
    value: {},
    patch: [{ op: 'merge', path: '/a', value: 1 }],
    kind: 'error',
    message: 'Unexpected kind: merge',
  },
  {
    name: 'a move from nowhere',
    value: {},
    patch: [{ op: 'move', path: '/a' }],
    kind: 'error',
    message: 'move operation failed to decode from: operation, missing from field: missing value',
  },
  {
    name: 'copies of more than 3 MiB',
    value: { a: 'x'.repeat(2 * 1024 * 1024) },
    patch: [
      { op: 'copy', from: '/a', path: '/b' },
      { op: 'copy', from: '/a', path: '/c' },
    ],
    kind: 'error',
    message:
      'Unable to complete the copy, the accumulated size increase of copy is 4194308, exceeding the limit 3145728',
  },
  {
    name: 'below a scalar',
    value: { a: 1 },
    patch: [{ op: 'add', path: '/a/b', value: 1 }],
    kind: 'error',
    message: 'add operation does not apply: doc is missing path: "/a/b": missing value',
  },
])('$name is said', ({ value, patch, kind, message }) => {
  expect(applyPatch(value, patch)).toEqual({ kind, message })
})

test('thousands of operations on one object copy it once', () => {
  const labels = Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`k${index}`, '']))
  const patch = Object.keys(labels).map((key) => ({ op: 'remove', path: `/labels/${key}` }))
  expect(applyPatch({ labels }, patch)).toEqual({ kind: 'patched', value: { labels: {} } })
})

test('a patch that only tests gives the very same document', () => {
  const document: JsonValue = { a: { b: 1 } }
  const result = applyPatch(document, [{ op: 'test', path: '/a/b', value: 1 }])
  expect(result.kind === 'patched' && result.value).toBe(document)
})
