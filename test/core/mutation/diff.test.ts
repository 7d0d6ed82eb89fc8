import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diff } from '#src/core/mutation/diff.ts'
import { applyPatch } from '#src/core/mutation/json-patch.ts'
import { jsonEqual } from '#src/core/source/equal.ts'
import type { JsonValue } from '#src/core/source/json-value.ts'

test.for<{ name: string; before: JsonValue; after: JsonValue; patch: unknown }>([
  { name: 'nothing changed', before: { a: [1] }, after: { a: [1] }, patch: [] },
  {
    name: 'a field more',
    before: { a: 1 },
    after: { a: 1, b: 2 },
    patch: [{ op: 'add', path: '/b', value: 2 }],
  },
  {
    name: 'a field less',
    before: { a: 1, b: 2 },
    after: { a: 1 },
    patch: [{ op: 'remove', path: '/b' }],
  },
  {
    name: 'one element more in front',
    before: [{ n: 'a' }],
    after: [{ n: 'b' }, { n: 'a' }],
    patch: [{ op: 'add', path: '/0', value: { n: 'b' } }],
  },
  {
    name: 'one element less in the middle',
    before: [1, 2, 3],
    after: [1, 3],
    patch: [{ op: 'remove', path: '/1' }],
  },
  {
    name: 'a field of one element',
    before: [{ n: 1 }, { n: 2 }],
    after: [{ n: 1 }, { n: 3 }],
    patch: [{ op: 'replace', path: '/1/n', value: 3 }],
  },
  {
    name: 'another type',
    before: { a: [1] },
    after: { a: { b: 1 } },
    patch: [{ op: 'replace', path: '/a', value: { b: 1 } }],
  },
  {
    name: 'a key with a slash',
    before: {},
    after: { 'a/b~c': 1 },
    patch: [{ op: 'add', path: '/a~1b~0c', value: 1 }],
  },
])('$name', ({ before, after, patch }) => {
  expect(diff(before, after)).toEqual(patch)
})

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>

test('the patch between any two values applies and gives the second', () => {
  fc.assert(
    fc.property(json, json, (left, right) => {
      const [before, after] = [{ value: left }, { value: right }]
      const result = applyPatch(before, diff(before, after))
      return result.kind === 'patched' && jsonEqual(result.value, after)
    }),
    { numRuns: 2000 },
  )
})

test('the patch to a changed copy touches only what changed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ name: fc.string(), image: fc.string() }), { minLength: 1 }),
      fc.nat(),
      (list, at) => {
        const index = at % list.length
        const before = { spec: { list } }
        const after = {
          spec: {
            list: list.map((item, i) =>
              i === index ? { ...item, image: `${item.image}!` } : item,
            ),
          },
        }
        return diff(before, after).length === 1
      },
    ),
  )
})
