import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeCustom, defaultCustom } from '#src/core/kubernetes/custom/decode-custom.ts'
import { decodeMetadata } from '#src/core/kubernetes/decode/decode-metadata.ts'
import { parseJson } from '#src/core/source/json.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'
import { crontab, decode, kindOf, objectOf } from './custom-fixture.ts'

const text: JsonObject = { type: 'string' }
const resource: JsonObject = {
  type: 'object',
  'x-kubernetes-embedded-resource': true,
  'x-kubernetes-preserve-unknown-fields': true,
}

describe('pruning', () => {
  test.for<{
    name: string
    schema: JsonObject
    given: JsonObject
    left: JsonObject
    unknown: readonly string[]
  }>([
    {
      name: 'fields that nobody described, in the order of their texts',
      schema: objectOf({ spec: objectOf({ a: text }) }),
      given: { spec: { z: 1, a: 'x', b: { c: 1 } }, extra: 1 },
      left: { spec: { a: 'x' } },
      unknown: ['extra', 'spec.b', 'spec.z'],
    },
    {
      name: 'items of lists',
      schema: objectOf({ l: { type: 'array', items: objectOf({ a: text }) } }),
      given: { l: [{ b: 1 }, { a: 'x' }, 'y'] },
      left: { l: [{}, { a: 'x' }, 'y'] },
      unknown: ['l[0].b'],
    },
    {
      name: 'what preserves unknown fields, but not in what it describes',
      schema: objectOf({
        spec: objectOf({ a: objectOf({}) }, { 'x-kubernetes-preserve-unknown-fields': true }),
      }),
      given: { spec: { a: { b: 1 }, c: { d: 1 } } },
      left: { spec: { a: {}, c: { d: 1 } } },
      unknown: ['spec.a.b'],
    },
    {
      name: 'values of maps that are anything lose their fields',
      schema: objectOf({ m: { type: 'object', additionalProperties: true } }),
      given: { m: { a: 1, b: { c: 1 }, d: [[{ e: 1 }]] } },
      left: { m: { a: 1, b: {}, d: [[{}]] } },
      unknown: ['m.b.c', 'm.d[0][0].e'],
    },
    {
      name: 'fields with the names of inherited ones',
      schema: objectOf({ constructor: text }),
      given: own('{"__proto__": {"a": 1}, "constructor": "x", "toString": "y"}'),
      left: { constructor: 'x' },
      unknown: ['__proto__', 'toString'],
    },
    {
      name: 'a field of the schema that is called __proto__',
      schema: own('{"type": "object", "properties": {"__proto__": {"type": "string"}}}'),
      given: own('{"__proto__": "x", "b": 1}'),
      left: own('{"__proto__": "x"}'),
      unknown: ['b'],
    },
  ])('$name', ({ schema, given, left, unknown }) => {
    const { object, problems } = decode(schema, given)
    expect(object).toEqual(crontab(left))
    expect(problems.map(({ message }) => message)).toEqual(
      unknown.map((field) => `unknown field "${field}"`),
    )
  })

  test('the path of an unknown field leads to it', () => {
    const schema = objectOf({ m: { type: 'object', additionalProperties: objectOf({}) } })
    const { problems } = decode(schema, { m: { 'a.b': { c: 1 } } })
    expect(problems).toEqual([
      {
        kind: 'unknown-field',
        path: ['m', 'a.b', 'c'],
        field: 'm.a.b.c',
        message: 'unknown field "m.a.b.c"',
      },
    ])
  })
})

describe('nulls and defaults', () => {
  test.for<{ name: string; field: JsonObject; given: JsonObject; made: JsonObject }>([
    { name: 'null of a field is dropped', field: text, given: { a: null }, made: {} },
    {
      name: 'null that is allowed stays',
      field: { ...text, nullable: true },
      given: { a: null },
      made: { a: null },
    },
    {
      name: 'null becomes the default',
      field: { ...text, default: 'd' },
      given: { a: null },
      made: { a: 'd' },
    },
    {
      name: 'null that is allowed is no reason for a default',
      field: { ...text, default: 'd', nullable: true },
      given: { a: null },
      made: { a: null },
    },
    { name: 'an absent field', field: { ...text, default: 'd' }, given: {}, made: { a: 'd' } },
    {
      name: 'a field that is set',
      field: { ...text, default: 'd' },
      given: { a: '' },
      made: { a: '' },
    },
    {
      name: 'defaults in a default',
      field: objectOf({ b: { ...text, default: 'e' } }, { default: {} }),
      given: {},
      made: { a: { b: 'e' } },
    },
    {
      name: 'no defaults in what is absent',
      field: objectOf({ b: { ...text, default: 'e' } }),
      given: {},
      made: {},
    },
    {
      name: 'null in a list stays, or becomes the default',
      field: { type: 'array', items: { type: 'integer', default: 5 } },
      given: { a: [1, null] },
      made: { a: [1, 5] },
    },
    {
      name: 'null in a list without a default',
      field: { type: 'array', items: { type: 'integer' } },
      given: { a: [null] },
      made: { a: [null] },
    },
    {
      name: 'values of a map',
      field: { type: 'object', additionalProperties: objectOf({ b: { ...text, default: 'e' } }) },
      given: { a: { x: {}, y: null } },
      made: { a: { x: { b: 'e' } } },
    },
    {
      name: 'a default of a map value without what it must not have',
      field: {
        type: 'object',
        additionalProperties: objectOf({ b: { type: 'integer', default: { c: 1 } } }),
      },
      given: { a: { x: {} } },
      made: { a: { x: { b: {} } } },
    },
  ])('$name', ({ field, given, made }) => {
    expect(decode(objectOf({ a: field }), given).object).toEqual(crontab(made))
  })

  test('after admission only defaults are set', () => {
    const kind = kindOf(objectOf({ a: { ...text, default: 'd' }, b: text }))
    expect(defaultCustom(crontab({ b: null, c: 1 }), kind)).toEqual(
      crontab({ a: 'd', b: null, c: 1 }),
    )
  })
})

describe('metadata', () => {
  test.for<{ name: string; given: JsonObject; made: JsonObject; problems: readonly string[] }>([
    {
      name: 'of the object',
      given: { metadata: { name: 'x', namespace: '', labelz: 1, ownerReferences: [{ x: 1 }] } },
      made: {
        metadata: {
          name: 'x',
          ownerReferences: [{ apiVersion: '', kind: '', name: '', uid: '' }],
        },
      },
      problems: [
        'unknown field "metadata.labelz"',
        'unknown field "metadata.ownerReferences[0].x"',
      ],
    },
    {
      name: 'of the object, null',
      given: { metadata: null },
      made: { metadata: {} },
      problems: [],
    },
    {
      name: 'of an embedded resource',
      given: { r: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'y', bogus: 1 }, spec: {} } },
      made: { r: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'y' }, spec: {} } },
      problems: ['unknown field "r.metadata.bogus"'],
    },
    {
      name: 'of an embedded resource in a map',
      given: { m: { k: { apiVersion: 'v1', kind: 'Pod', metadata: { bogus: 1 } } } },
      made: { m: { k: { apiVersion: 'v1', kind: 'Pod', metadata: {} } } },
      problems: ['unknown field "m[k].metadata.bogus"'],
    },
  ])('$name', ({ given, made, problems }) => {
    const schema = objectOf({ r: resource, m: { type: 'object', additionalProperties: resource } })
    const decoded = decode(schema, given)
    expect(decoded.object).toEqual(crontab(made))
    expect(decoded.problems.map(({ message }) => message)).toEqual(problems)
  })

  test.for<{ name: string; given: JsonObject; message: string }>([
    {
      name: 'a name that is a number',
      given: { metadata: { name: 1 } },
      message: 'json: cannot unmarshal number into Go struct field ObjectMeta.name of type string',
    },
    {
      name: 'a kind of an embedded resource that is a number',
      given: { r: { apiVersion: 'v1', kind: 5 } },
      message: 'r.kind: Invalid value: 5: must be a string',
    },
    {
      name: 'metadata of an embedded resource that is a list',
      given: { r: { metadata: [] } },
      message:
        'r.metadata: Invalid value: []: json: cannot unmarshal array into Go value of type v1.ObjectMeta',
    },
  ])('$name cannot be decoded', ({ given, message }) => {
    const { problems } = decode(objectOf({ r: resource }), given)
    expect(problems).toMatchObject([{ kind: 'undecodable', message }])
  })

  test('metadata in the default of an embedded resource is decoded', () => {
    const schema = objectOf({
      r: { ...resource, default: { apiVersion: 'v1', kind: 'Pod', metadata: { bogus: 1 } } },
    })
    expect(decode(schema, {}).object).toEqual(
      crontab({ r: { apiVersion: 'v1', kind: 'Pod', metadata: {} } }),
    )
  })
})

const schema = objectOf({
  text: { ...text, default: 'd' },
  maybe: { ...text, nullable: true, default: 'e' },
  object: objectOf({ a: { type: 'integer', default: 1 }, b: text }, { default: { b: 'x' } }),
  list: { type: 'array', items: objectOf({ a: { type: 'integer', default: 2 }, b: text }) },
  map: { type: 'object', additionalProperties: objectOf({ a: { ...text, default: 'f' } }) },
  any: { 'x-kubernetes-preserve-unknown-fields': true },
  resource,
})
const names = ['text', 'maybe', 'object', 'list', 'map', 'any', 'resource', 'a', 'b', '__proto__']
const { value } = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<JsonValue>(null, 'x', 1, true, {}),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc
    .array(fc.tuple(fc.constantFrom(...names), tie('value')), { maxLength: 6 })
    .map((entries) => Object.fromEntries(entries)),
}))
const fields = fc
  .array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 8 })
  .map((entries): JsonObject => Object.fromEntries(entries))

test('what is decoded again stays the same', () => {
  const kind = kindOf(schema)
  fc.assert(
    fc.property(fields, (given) => {
      const once = decodeCustom(crontab(given), kind, decodeMetadata)
      fc.pre(once.problems.every((problem) => problem.kind === 'unknown-field'))
      const twice = decodeCustom(once.object, kind, decodeMetadata)
      expect(twice).toEqual({ object: once.object, problems: [] })
    }),
  )
})

test('defaults never change a field that is set', () => {
  const kind = kindOf(schema)
  fc.assert(
    fc.property(fields, (given) => {
      expectSet(defaultCustom(crontab(given), kind), crontab(given))
    }),
  )
})

/** Everything that is given but null stands where it stood. */
function expectSet(made: JsonValue | undefined, given: JsonValue): void {
  if (typeof given !== 'object') expect(made).toBe(given)
  if (typeof given !== 'object' || given === null) return
  for (const [name, field] of Object.entries(given)) {
    expectSet(Object.getOwnPropertyDescriptor(made, name)?.value, field)
  }
}

test('50,000 unknown fields are 50,000 problems, quickly', () => {
  const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`f${at}`, at]))
  const start = performance.now()
  expect(decode(objectOf({}), many).problems).toHaveLength(50_000)
  expect(performance.now() - start).toBeLessThan(2000)
})

test('lists of any depth are pruned', () => {
  let deep: JsonValue = { a: 1 }
  for (let level = 0; level < 50_000; level++) deep = [deep]
  const { problems } = decode(objectOf({ m: { type: 'object', additionalProperties: true } }), {
    m: { deep },
  })
  expect(problems).toHaveLength(1)
})

function own(json: string): JsonObject {
  const parsed = parseJson(json)
  return (parsed.kind === 'value' ? parsed.value : {}) as JsonObject
}
