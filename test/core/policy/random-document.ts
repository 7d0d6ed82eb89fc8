import fc from 'fast-check'
import type { Shape } from '#src/core/policy/shape.ts'
import { isArray, isObject, type JsonValue } from '#src/core/source/json-value.ts'

/** A document of that shape, in which some fields hold what they may not, or have names that nobody knows. */
export function documentOf(shape: Shape): fc.Arbitrary<JsonValue> {
  const right = rightValue(shape)
  return fc.oneof(right, damaged(right))
}

/** A document with one or two changes somewhere. */
export function damaged(document: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> {
  return fc
    .tuple(document, fc.array(change, { minLength: 1, maxLength: 2 }))
    .map(([value, changes]) => changes.reduce(changed, value))
}

const wild: fc.Arbitrary<JsonValue> = fc.constantFrom<JsonValue[]>(
  null,
  true,
  0,
  7,
  1.5,
  -3,
  '',
  ' ',
  '\u00a0\ufeff',
  'x',
  'Fail',
  'Deny',
  'sallyport.dev/v1alpha1',
  [],
  [null],
  ['x'],
  [' '],
  {},
  { a: null },
  { a: 'b' },
  { constructor: 'x' },
  JSON.parse('{"__proto__": "x"}'),
)

const text = fc.constantFrom('x', 'true', 'web-*', '', ' ', '2026-12-31')

function rightValue(shape: Shape): fc.Arbitrary<JsonValue> {
  switch (shape.type) {
    case 'any':
      return wild
    case 'string':
      return shape.oneOf === undefined
        ? text.filter((one) => shape.notEmpty !== true || one.trim() !== '')
        : fc.constantFrom(...shape.oneOf)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.constantFrom(0, 3, -1)
    case 'list':
      return fc.array(rightValue(shape.of), { minLength: shape.notEmpty ? 1 : 0, maxLength: 2 })
    case 'map':
      return fc.dictionary(fc.constantFrom('a', 'constructor', 'length'), rightValue(shape.of), {
        maxKeys: 2,
      })
    case 'object': {
      const fields = Object.entries(shape.fields).map(([name, field]) => [name, rightValue(field)])
      return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<JsonValue>>, {
        requiredKeys: [...(shape.required ?? [])],
      })
    }
  }
}

/** Somewhere in the document, found by its number among all places. */
interface Change {
  readonly place: number
  readonly how: 'replace' | 'remove' | 'add'
  readonly name: string
  readonly value: JsonValue
}

const change: fc.Arbitrary<Change> = fc.record({
  place: fc.nat(500),
  how: fc.constantFrom('replace', 'remove', 'add'),
  name: fc.constantFrom('x', 'name', 'spec', 'expression', 'constructor', 'toString', '__proto__'),
  value: wild,
})

function changed(value: JsonValue, change: Change): JsonValue {
  const places = countOf(value)
  return changedAt(value, { ...change, place: change.place % places })
}

function countOf(value: JsonValue): number {
  return childrenOf(value).reduce((sum, [, child]) => sum + countOf(child), 1)
}

function childrenOf(value: JsonValue): readonly (readonly [string, JsonValue])[] {
  return isObject(value) || isArray(value) ? Object.entries(value) : []
}

function changedAt(value: JsonValue, change: Change): JsonValue {
  if (change.place === 0) return changedHere(value, change)
  let before = 1
  for (const [key, child] of childrenOf(value)) {
    const inside = countOf(child)
    if (change.place < before + inside) {
      const place = change.place - before
      return place === 0 && change.how === 'remove'
        ? without(value, key)
        : put(value, key, changedAt(child, { ...change, place }))
    }
    before += inside
  }
  return value
}

function changedHere(value: JsonValue, { how, name, value: other }: Change): JsonValue {
  if (how !== 'add') return other
  if (isArray(value)) return [...value, other]
  return isObject(value) ? put(value, name, other) : other
}

function put(value: JsonValue, key: string, child: JsonValue): JsonValue {
  if (isArray(value)) return value.map((item, index) => (String(index) === key ? child : item))
  const entries = isObject(value) ? Object.entries(value) : []
  const others = entries.filter(([name]) => name !== key)
  return Object.fromEntries([...others, [key, child]])
}

function without(value: JsonValue, key: string): JsonValue {
  if (isArray(value)) return value.filter((_, index) => String(index) !== key)
  const entries = isObject(value) ? Object.entries(value) : []
  return Object.fromEntries(entries.filter(([name]) => name !== key))
}
