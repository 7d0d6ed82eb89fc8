import { describe, expect, test } from 'vitest'
import { validateCustom } from '#src/core/kubernetes/custom/validate-custom.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'
import { crontab, kindOf, objectOf, refusals, version } from './custom-fixture.ts'

const text: JsonObject = { type: 'string' }
const whole: JsonObject = { type: 'integer' }

/** The field `a` of that schema with that value, and what the API server says. */
interface Row {
  readonly a: JsonValue
  readonly schema: JsonObject
  readonly errors: readonly string[]
}

describe('types', () => {
  test.for<Row>([
    {
      a: 'x',
      schema: whole,
      errors: ['a: Invalid value: "string": a in body must be of type integer: "string"'],
    },
    {
      a: null,
      schema: whole,
      errors: ['a: Invalid value: "null": a in body must be of type integer: "null"'],
    },
    { a: null, schema: { ...whole, nullable: true }, errors: [] },
    { a: 1, schema: { type: 'number' }, errors: [] },
    {
      a: 1.5,
      schema: whole,
      errors: [
        'a: Invalid value: "number": a in body must be of type integer: "number"',
        '<nil>: Invalid value: "": Checked value must be of type integer (default format) in a',
      ],
    },
    {
      a: true,
      schema: { 'x-kubernetes-int-or-string': true },
      errors: ['a: Invalid value: "boolean": a in body must be of type integer,string: "boolean"'],
    },
    { a: '50%', schema: { 'x-kubernetes-int-or-string': true }, errors: [] },
    {
      a: [1],
      schema: { type: 'array', items: text },
      errors: ['a[0]: Invalid value: "integer": a[0] in body must be of type string: "integer"'],
    },
    { a: [], schema: { ...text, format: 'date' }, errors: [] },
  ])('$a as $schema', ({ a, schema, errors }) => {
    expect(refusals(objectOf({ a: schema }), { a })).toEqual(errors)
  })
})

describe('numbers', () => {
  test.for<Row>([
    {
      a: 5,
      schema: { ...whole, maximum: 4 },
      errors: ['a: Invalid value: 5: a in body should be less than or equal to 4'],
    },
    { a: 5, schema: { ...whole, maximum: 5 }, errors: [] },
    {
      a: 5,
      schema: { ...whole, maximum: 5, exclusiveMaximum: true },
      errors: ['a: Invalid value: 5: a in body should be less than 5'],
    },
    {
      a: -1,
      schema: { ...whole, minimum: 0 },
      errors: ['a: Invalid value: -1: a in body should be greater than or equal to 0'],
    },
    {
      a: 1234567.5,
      schema: { type: 'number', maximum: 1_000_000 },
      errors: ['a: Invalid value: 1.2345675e+06: a in body should be less than or equal to 1e+06'],
    },
    { a: 3, schema: { type: 'number', minimum: 3.5 }, errors: [] },
    {
      a: 2 ** 31,
      schema: { ...whole, format: 'int32' },
      errors: [
        '<nil>: Invalid value: "": Checked value must be of type integer with format int32 in a',
      ],
    },
    { a: 2 ** 31, schema: { ...whole, format: 'int64' }, errors: [] },
    {
      a: 9223372036854775807n,
      schema: { ...whole, maximum: 10 },
      errors: [
        'a: Invalid value: 9223372036854775807: a in body should be less than or equal to 10',
      ],
    },
    {
      a: 5,
      schema: { ...whole, multipleOf: 2 },
      errors: ['a: Invalid value: 5: a in body should be a multiple of 2'],
    },
    { a: 0.3, schema: { type: 'number', multipleOf: 0.1 }, errors: [] },
    {
      a: 1,
      schema: { type: 'number', multipleOf: 0.5 },
      errors: ['a: Invalid value: 0: factor MultipleOf declared for a must be positive: 0'],
    },
    {
      a: 5,
      schema: { ...whole, maximum: 4.5 },
      errors: [
        '<nil>: Invalid value: "": Maximum boundary value must be of type integer (default format) in a',
        'a: Invalid value: 5: a in body should be less than or equal to 4.5',
      ],
    },
  ])('$a as $schema', ({ a, schema, errors }) => {
    expect(refusals(objectOf({ a: schema }), { a })).toEqual(errors)
  })
})

describe('texts', () => {
  test.for<Row>([
    {
      a: 'abc',
      schema: { ...text, maxLength: 2 },
      errors: ['a: Too long: may not be more than 2 bytes'],
    },
    { a: '😀😀', schema: { ...text, maxLength: 2 }, errors: [] },
    {
      a: '',
      schema: { ...text, minLength: 1 },
      errors: ['a: Invalid value: "": a in body should be at least 1 chars long'],
    },
    {
      a: 'ab"',
      schema: { ...text, pattern: '^a$' },
      errors: ['a: Invalid value: "ab\\"": a in body should match \'^a$\''],
    },
    { a: 'xay', schema: { ...text, pattern: 'a' }, errors: [] },
    {
      a: `${'a'.repeat(40)}!`,
      schema: { ...text, pattern: '^(a+)+$' },
      errors: [expect.any(String)],
    },
    {
      a: 'tomorrow',
      schema: { ...text, format: 'date-time' },
      errors: ['a: Invalid value: "tomorrow": a in body must be of type date-time: "tomorrow"'],
    },
    { a: 'tomorrow', schema: { ...text, format: 'time' }, errors: [] },
    {
      a: 'x',
      schema: { ...text, enum: ['a', 'b'] },
      errors: ['a: Unsupported value: "x": supported values: "a", "b"'],
    },
    {
      a: null,
      schema: { ...text, nullable: true, enum: ['a', null] },
      errors: ['a: Unsupported value: null: supported values: "a", "null"'],
    },
    { a: 97, schema: { 'x-kubernetes-int-or-string': true, enum: ['a'] }, errors: [] },
  ])('$a as $schema', ({ a, schema, errors }) => {
    expect(refusals(objectOf({ a: schema }), { a })).toEqual(errors)
  })
})

describe('objects and lists', () => {
  test.for<Row>([
    {
      a: {},
      schema: objectOf({ b: text }, { required: ['b', '__proto__'] }),
      errors: ['a.b: Required value', 'a.__proto__: Required value'],
    },
    {
      a: { x: 1 },
      schema: { type: 'object', additionalProperties: false },
      errors: ['a: Invalid value: "x": a.x in body is a forbidden property'],
    },
    {
      a: { 'x.y': 1 },
      schema: { type: 'object', additionalProperties: text },
      errors: ['a.x.y: Invalid value: "integer": a.x.y in body must be of type string: "integer"'],
    },
    {
      a: { x: 'a', y: 'b' },
      schema: { type: 'object', additionalProperties: text, maxProperties: 1 },
      errors: ['a: Too many: 2: must have at most 1 item'],
    },
    {
      a: {},
      schema: { type: 'object', additionalProperties: text, minProperties: 1 },
      errors: ['a: Invalid value: 0: a in body should have at least 1 properties'],
    },
    {
      a: ['x', 'y', 'z'],
      schema: { type: 'array', items: text, maxItems: 2 },
      errors: ['a: Too many: 3: must have at most 2 items'],
    },
    {
      a: [],
      schema: { type: 'array', items: text, minItems: 1 },
      errors: ['a: Invalid value: 0: a in body should have at least 1 items'],
    },
    {
      a: ['x', 'y', 'x', 'x'],
      schema: { type: 'array', items: text, 'x-kubernetes-list-type': 'set' },
      errors: ['a[2]: Duplicate value: "x"'],
    },
    {
      a: [{ k: 'x' }, { k: 'y', v: 1 }, { k: 'x', v: 2 }],
      schema: listMap(['k'], { k: text, v: whole }),
      errors: ['a[2]: Duplicate value: {"k":"x"}'],
    },
    {
      a: [
        { k: '<', v: 1 },
        { v: 1, k: '<' },
      ],
      schema: listMap(['k', 'v'], { k: text, v: whole }),
      errors: ['a[1]: Duplicate value: {"k":"\\u003c","v":1}'],
    },
  ])('$a as $schema', ({ a, schema, errors }) => {
    expect(refusals(objectOf({ a: schema }), { a })).toEqual(errors)
  })

  function listMap(keys: readonly string[], properties: JsonObject): JsonObject {
    return {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': keys,
      items: objectOf(properties, { required: keys }),
    }
  }
})

describe('junctors', () => {
  test.for<Row>([
    {
      a: 'ab',
      schema: { ...text, oneOf: [{ minLength: 1 }, { maxLength: 5 }] },
      errors: [
        '<nil>: Invalid value: "": "a" must validate one and only one schema (oneOf). Found 2 valid alternatives',
      ],
    },
    {
      a: 'ab',
      schema: { ...text, anyOf: [{ minLength: 3 }, { maxLength: 1 }] },
      errors: [
        '<nil>: Invalid value: "": "a" must validate at least one schema (anyOf)',
        'a: Invalid value: "ab": a in body should be at least 3 chars long',
      ],
    },
    {
      a: 'ab',
      schema: { ...text, allOf: [{ minLength: 3 }, { maxLength: 5 }] },
      errors: [
        'a: Invalid value: "ab": a in body should be at least 3 chars long',
        '<nil>: Invalid value: "": "a" must validate all the schemas (allOf)',
      ],
    },
    {
      a: 'ab',
      schema: { ...text, not: { minLength: 1 } },
      errors: ['<nil>: Invalid value: "": "a" must not validate the schema (not)'],
    },
  ])('$a as $schema', ({ a, schema, errors }) => {
    expect(refusals(objectOf({ a: schema }), { a })).toEqual(errors)
  })

  test('the alternative with most checks passed explains', () => {
    const alternatives = [
      { required: ['url'] },
      { properties: { type: { minLength: 1 } }, required: ['path'] },
    ]
    const schema = objectOf({ type: text, url: text, path: text }, { oneOf: alternatives })
    expect(refusals(schema, { type: 'file' })).toEqual([
      '<nil>: Invalid value: "": "" must validate one and only one schema (oneOf). Found none valid',
      'path: Required value',
    ])
  })
})

describe('embedded resources and subresources', () => {
  const resource = {
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    'x-kubernetes-preserve-unknown-fields': true,
  }

  test.for<{ a: JsonObject; errors: readonly string[] }>([
    { a: { apiVersion: 'v1', kind: 'Pod' }, errors: [] },
    { a: {}, errors: ['a.apiVersion: Required value', 'a.kind: Required value'] },
    {
      a: { apiVersion: 'a/b/c', kind: '' },
      errors: [
        'a.apiVersion: Invalid value: "a/b/c": unexpected GroupVersion string: a/b/c',
        'a.kind: Invalid value: "": must not be empty',
      ],
    },
  ])('$a', ({ a, errors }) => {
    expect(refusals(objectOf({ a: resource }), { a })).toEqual(errors)
  })

  test.for<{ spec: JsonValue; errors: readonly string[] }>([
    { spec: { replicas: 3 }, errors: [] },
    { spec: {}, errors: [] },
    {
      spec: { replicas: -1 },
      errors: ['.spec.replicas: Invalid value: -1: should be a non-negative integer'],
    },
    {
      spec: { replicas: 2 ** 31 },
      errors: [
        '.spec.replicas: Invalid value: 2147483648: should be less than or equal to 2147483647',
      ],
    },
    {
      spec: { replicas: 'x' },
      errors: [
        '.spec.replicas: Invalid value: 0: .spec.replicas accessor error: x is of the type string, expected int64',
      ],
    },
  ])('the scale of $spec', ({ spec, errors }) => {
    const scale = { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' }
    const any = { 'x-kubernetes-preserve-unknown-fields': true }
    const versions = [{ ...version(objectOf({ spec: any })), subresources: { scale } }]
    const found = validateCustom(crontab({ spec }), kindOf({}, { versions }))
    expect(found.map(({ field, message }) => `${field}: ${message}`)).toEqual(errors)
  })

  test('an object of another kind', () => {
    const object = { apiVersion: 'stable.example.com/v2', kind: 'Job' }
    expect(validateCustom(object, kindOf(objectOf({})))).toMatchObject([
      { field: 'kind', message: 'Invalid value: "Job": must be Crontab' },
      {
        field: 'apiVersion',
        message: 'Invalid value: "stable.example.com/v2": must be stable.example.com/v1',
      },
    ])
  })
})

test('an error says where it is, of which reason', () => {
  const schema = objectOf({ m: { type: 'object', additionalProperties: objectOf({ b: whole }) } })
  expect(validateCustom(crontab({ m: { 'x.y': { b: 'z' } } }), kindOf(schema))).toEqual([
    {
      reason: 'FieldValueTypeInvalid',
      path: ['m', 'x.y', 'b'],
      field: 'm.x.y.b',
      message: 'Invalid value: "string": m.x.y.b in body must be of type integer: "string"',
    },
  ])
})
