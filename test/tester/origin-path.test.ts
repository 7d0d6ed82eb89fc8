import { expect, test } from 'vitest'
import type { JsonValue, Path } from '#src/core/index.ts'
import { originPath } from '#src/tester/origin-path.ts'

const app = { name: 'app', image: 'a' }
const port = { containerPort: 80 }

interface Row {
  readonly name: string
  readonly path: Path
  readonly original: JsonValue
  readonly mutated: JsonValue
  readonly origin: Path
}

test.for<Row>([
  {
    name: 'untouched',
    path: ['a', 'b'],
    original: { a: { b: 1 } },
    mutated: { a: { b: 1 } },
    origin: ['a', 'b'],
  },
  {
    name: 'added field',
    path: ['a', 'b'],
    original: { a: {} },
    mutated: { a: { b: 1 } },
    origin: ['a'],
  },
  {
    name: 'missing in both',
    path: ['a', 'b', 'c'],
    original: { a: {} },
    mutated: { a: {} },
    origin: ['a'],
  },
  {
    name: 'shifted element',
    path: [1, 'image'],
    original: [app],
    mutated: [{ name: 'x' }, app],
    origin: [0, 'image'],
  },
  {
    name: 'shifted and changed',
    path: [1, 'image'],
    original: [app],
    mutated: [{ name: 'x' }, { ...app, image: 'b' }],
    origin: [0, 'image'],
  },
  {
    name: 'copied, one of two of the same name',
    path: [1, 'mountPath'],
    original: [
      { name: 'data', mountPath: '/a' },
      { name: 'data', mountPath: '/b' },
    ],
    mutated: [
      { name: 'data', mountPath: '/a' },
      { name: 'data', mountPath: '/b' },
    ],
    origin: [1, 'mountPath'],
  },
  {
    name: 'copied without a name, in a list that has grown',
    path: [0, 'key'],
    original: [{ key: 'a' }],
    mutated: [{ key: 'a' }, { key: 'b' }],
    origin: [0, 'key'],
  },
  {
    name: 'changed in place',
    path: [0, 'containerPort'],
    original: [port],
    mutated: [{ containerPort: 81 }],
    origin: [0, 'containerPort'],
  },
  {
    name: 'added element',
    path: [1, 'image'],
    original: [app],
    mutated: [app, { name: 'x', image: 'y' }],
    origin: [],
  },
  {
    name: 'added element in front',
    path: [0, 'image'],
    original: [app],
    mutated: [{ name: 'x', image: 'y' }, app],
    origin: [],
  },
  {
    name: 'removed element in front',
    path: [0, 'image'],
    original: [{ name: 'x' }, app],
    mutated: [app],
    origin: [1, 'image'],
  },
  {
    name: 'a list that was none',
    path: ['a', 0],
    original: { a: 'text' },
    mutated: { a: ['text'] },
    origin: ['a'],
  },
  { name: 'inherited names', path: ['constructor'], original: {}, mutated: {}, origin: [] },
  {
    name: 'own names of that kind',
    path: ['__proto__'],
    original: JSON.parse('{"__proto__": 1}'),
    mutated: {},
    origin: ['__proto__'],
  },
])('$name', ({ path, original, mutated, origin }) => {
  expect(originPath(path, original, mutated)).toEqual(origin)
})
