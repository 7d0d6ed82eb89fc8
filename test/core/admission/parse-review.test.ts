import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseReview } from '#src/core/admission/parse-review.ts'
import { parseJson } from '#src/core/source/json.ts'

const ascii = (text: string) => ({ text, bytes: new TextEncoder().encode(text) })

const entry = (fieldsV1: unknown) => ({ manager: 'kubectl', operation: 'Update', fieldsV1 })
const withEntries = (...sets: unknown[]) => ({ metadata: { managedFields: sets.map(entry) } })
const print = (object: unknown, oldObject: unknown = null) =>
  JSON.stringify({ request: { uid: 'u', object, oldObject } })

const owned = {
  'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } },
  'f:spec': { 'k:{"name":"web"}': { '.': {}, 'f:image': {} }, 'v:"a\\\\b"': {} },
}

const rows = [
  { name: 'no managed fields', text: print({ spec: { replicas: 1 } }) },
  { name: 'one set', text: print(withEntries(owned)) },
  { name: 'an empty set', text: print(withEntries({})) },
  { name: 'several sets', text: print(withEntries(owned, {}, owned)) },
  { name: 'both objects', text: print(withEntries(owned), withEntries({ 'f:data': {} })) },
  {
    name: 'the old object first',
    text: `{"request":{"oldObject":${JSON.stringify(withEntries({ 'f:old': {} }))},"object":${JSON.stringify(withEntries({ 'f:new': {} }))}}}`,
  },
  { name: 'keys that objects inherit', text: print(withEntries(JSON.parse('{"__proto__":{}}'))) },
  { name: 'a set that is no object', text: print(withEntries('set', 7, null, [])) },
  { name: 'values in a set', text: print(withEntries({ 'f:spec': 1 }, { 'f:spec': null })) },
  { name: 'a number beside a set', text: print({ ...withEntries(0, 1), ...entry(owned) }) },
  { name: 'a set elsewhere', text: print({ ...withEntries(owned), spec: entry(owned) }) },
  { name: 'sets elsewhere only', text: print({ spec: [entry(owned), entry({})] }) },
  { name: 'a set in a text', text: print({ data: { copy: print(withEntries(owned)) } }) },
  { name: 'the name of the field as a value', text: print({ spec: { field: 'fieldsV1' } }) },
  { name: 'a key that ends like it', text: print({ 'a"fieldsV1': owned, ...withEntries(owned) }) },
  {
    name: 'the key with an escape, holding a number',
    text: `{"request":{"object":{"metadata":{"managedFields":[{"fields\\u00561":0}]},"spec":{"fieldsV1":{"f:a":{}}}}}}`,
  },
  {
    name: 'the key with a space behind it, holding a number',
    text: `{"request":{"object":{"metadata":{"managedFields":[{"fieldsV1" :0}]},"spec":{"fieldsV1":{"f:a":{}}}}}}`,
  },
  {
    name: 'the key twice',
    text: `{"request":{"object":{"metadata":{"managedFields":[{"fieldsV1":{"f:a":{}},"fieldsV1":{"f:b":{}}}]}}}}`,
  },
  { name: 'spaces', text: JSON.stringify(JSON.parse(print(withEntries(owned))), null, 2) },
  { name: 'a long integer', text: print(withEntries(owned)).replace('"u"', '9007199254740993') },
  { name: 'no JSON behind a set', text: `${print(withEntries(owned))}}` },
  { name: 'no JSON in a set', text: print(withEntries(owned)).replace('"f:app":{}', '"f:app"') },
  { name: 'a line break in a key', text: print(withEntries(owned)).replace('f:app', 'f:\n') },
  { name: 'a set that does not end', text: print(withEntries(owned)).slice(0, 120) },
] as const

test.for(rows)('$name: the same as all of it parsed at once', ({ text }) => {
  expect(parseReview(ascii(text))).toEqual(parseJson(text))
})

test('a review with a character changed is JSON, and the same, exactly where it is for the parser', () => {
  const text = print(withEntries(owned, { 'f:x': {} }), withEntries(owned))
  const characters = fc.constantFrom(...'{}[]:,"\\ufn1 \n\u0001')
  const change = fc.tuple(fc.nat(text.length - 1), fc.nat(2), characters)
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
      const changed = changes.reduce(
        (result, [at, length, put]) => result.slice(0, at) + put + result.slice(at + length),
        text,
      )
      expect(parseReview(ascii(changed))).toEqual(parseJson(changed))
    }),
    { numRuns: 3000 },
  )
})

test('a set is parsed when somebody looks into it', () => {
  const parsed = parseReview(ascii(print(withEntries(owned)))) as unknown as {
    readonly value: { readonly request: { readonly object: ReturnType<typeof withEntries> } }
  }
  const [{ fieldsV1 = undefined } = {}] = parsed.value.request.object.metadata.managedFields
  expect(Object.keys(fieldsV1 as object)).toEqual(['f:metadata', 'f:spec'])
  expect(JSON.stringify(fieldsV1)).toBe(JSON.stringify(owned))
})
