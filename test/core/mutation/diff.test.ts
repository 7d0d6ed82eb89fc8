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

test.for<{ name: string; before: JsonValue; after: JsonValue; patch: unknown }>([
  {
    name: 'an element more at both ends',
    before: [1, 2],
    after: [0, 1, 2, 3],
    patch: [
      { op: 'add', path: '/0', value: 0 },
      { op: 'add', path: '/3', value: 3 },
    ],
  },
  {
    name: 'one added before one that changed',
    before: [{ name: 'a', image: 'a:1' }],
    after: [
      { name: 's', image: 's:1' },
      { name: 'a', image: 'a:2' },
    ],
    patch: [
      { op: 'add', path: '/0', value: { name: 's', image: 's:1' } },
      { op: 'replace', path: '/1/image', value: 'a:2' },
    ],
  },
  {
    name: 'one removed before one that changed',
    before: [
      { name: 's', image: 's:1' },
      { name: 'a', image: 'a:1' },
    ],
    after: [{ name: 'a', image: 'a:2' }],
    patch: [
      { op: 'remove', path: '/0' },
      { op: 'replace', path: '/0/image', value: 'a:2' },
    ],
  },
])('$name', ({ before, after, patch }) => {
  expect(diff(before, after)).toEqual(patch)
})

const few = fc.array(fc.constantFrom(1, 2, 3), { maxLength: 6 })

test('between small lists no patch touches fewer elements, nor as many with fewer operations', () => {
  fc.assert(
    fc.property(few, few, (before, after) => {
      const patch = diff(before, after)
      const touched = patch.reduce((sum, { op }) => sum + (op === 'replace' ? 2 : 1), 0)
      expect(touched * 100 + patch.length).toBe(cheapest(before, after))
    }),
    { numRuns: 1000 },
  )
})

/** By trying every way: a replaced element is two that are touched, at one operation. */
function cheapest(before: readonly number[], after: readonly number[]): number {
  const [old, ...olds] = before
  const [fresh, ...news] = after
  if (old === undefined || fresh === undefined) return 101 * (before.length + after.length)
  return Math.min(
    (old === fresh ? 0 : 201) + cheapest(olds, news),
    101 + cheapest(olds, after),
    101 + cheapest(before, news),
  )
}

test('a large list that gained elements everywhere is only added to, in little time', () => {
  const before = Array.from({ length: 5_000 }, (_, index) => ({ name: `n${index}` }))
  const after = before.flatMap((item, index) =>
    index % 10 === 0 ? [{ name: `new${index}` }, item] : [item],
  )
  const last = { name: 'last' }
  const patch = diff(before, [...after, last])
  expect(patch.every(({ op }) => op === 'add')).toBe(true)
  expect(patch).toHaveLength(501)
})
