import { describe, expect, test } from 'vitest'
import { decodeStruct } from '#src/core/kubernetes/decode/decode-struct.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'
import { kind, structWith } from './structs.ts'

describe('what Go leaves out, and what it adds', () => {
  test.for<{ name: string; fields: string; given: JsonObject; object: JsonObject }>([
    { name: 'an empty text', fields: 'a?:string', given: { a: '' }, object: {} },
    { name: 'zero', fields: 'a?:int32 b?:int64', given: { a: 0, b: 0 }, object: {} },
    { name: 'false', fields: 'a?:boolean', given: { a: false }, object: {} },
    { name: 'a list without items', fields: 'a?:[]string', given: { a: [] }, object: {} },
    { name: 'a map without entries', fields: 'a?:{}string', given: { a: {} }, object: {} },
    { name: 'no bytes', fields: 'a?:bytes', given: { a: '' }, object: {} },
    {
      name: 'empty values behind a pointer stay',
      fields: 'a*?:string b*?:int32 c*?:boolean',
      given: { a: '', b: 0, c: false },
      object: { a: '', b: 0, c: false },
    },
    {
      name: 'empty values of fields that are printed always stay',
      fields: 'a:string b:int32 c:boolean d:[]string e:{}string f:bytes',
      given: { a: '', b: 0, c: false, d: [], e: {}, f: '' },
      object: { a: '', b: 0, c: false, d: [], e: {}, f: '' },
    },
    {
      name: 'fields that are printed always come where they are absent',
      fields: 'a:string b:int32 c:boolean d:[]string e:{}string f:bytes g*:string h:double',
      given: {},
      object: { a: '', b: 0, c: false, d: null, e: null, f: null, g: null, h: 0 },
    },
    {
      name: 'what Go holds as a struct is printed always',
      fields: 'a?:@v1.Part b?:time c?:microTime d?:quantity e?:intOrString f?:rawExtension',
      given: {},
      object: { a: { name: '' }, b: null, c: null, d: '0', e: 0, f: null },
    },
    {
      name: 'but for a pointer, and a zero time that is omitted',
      fields: 'a*?:@v1.Part b?%:time c*?:time d*?:quantity e*?:json',
      given: {},
      object: {},
    },
    {
      name: 'a struct behind a pointer stays where it is empty',
      fields: 'a*?:@v1.Part',
      given: { a: {} },
      object: { a: { name: '' } },
    },
    { name: 'an unknown field', fields: 'a?:string', given: { b: 1, A: 1 }, object: {} },
  ])('$name', ({ fields, given, object }) => {
    expect(decodeStruct(given, structWith(fields)).object).toEqual(object)
  })
})

describe('null is a field that was not set, and an item that is empty', () => {
  test.for<{ name: string; type: string; item: JsonValue }>([
    { name: 'a text', type: 'string', item: '' },
    { name: 'an integer', type: 'int32', item: 0 },
    { name: 'a boolean', type: 'boolean', item: false },
    { name: 'bytes', type: 'bytes', item: null },
    { name: 'a time', type: 'time', item: null },
    { name: 'a quantity', type: 'quantity', item: '0' },
    { name: 'an integer or text', type: 'intOrString', item: 0 },
    { name: 'any JSON', type: 'json', item: null },
    { name: 'a schema or a list', type: 'schemaOrStrings', item: null },
    { name: 'a list', type: '[]string', item: null },
    { name: 'a struct', type: '@v1.Part', item: { name: '' } },
  ])('$name', ({ type, item }) => {
    const struct = structWith(`field*?:${type} list?:[]${type} map?:{}${type}`)
    const given = { field: null, list: [null], map: { a: null } }
    expect(decodeStruct(given, struct)).toEqual({
      object: { list: [item], map: { a: item } },
      problems: [],
    })
  })
})

describe('values as Go prints them again', () => {
  test.for<{ name: string; type: string; given: JsonValue; value?: JsonValue }>([
    { name: 'the least int32', type: 'int32', given: -2147483648 },
    { name: 'the greatest int32', type: 'int32', given: 2147483647 },
    { name: 'minus zero is zero', type: 'int32', given: -0, value: 0 },
    { name: 'the greatest int64', type: 'int64', given: 9223372036854775807n },
    { name: 'the least int64', type: 'int64', given: -9223372036854775808n },
    { name: 'an int64 written with an exponent', type: 'int64', given: 1e18, value: 10n ** 18n },
    {
      name: 'an int64 as kubectl writes a double',
      type: 'int64',
      given: 2 ** 60,
      value: 1152921504606847000n,
    },
    { name: 'a fraction', type: 'double', given: 0.1 },
    {
      name: 'a long integer as a double',
      type: 'double',
      given: 9007199254740993n,
      value: 2 ** 53,
    },
    { name: 'text', type: 'string', given: 'null' },
    { name: 'base64 with line ends', type: 'bytes', given: 'YW\r\nJj\n', value: 'YWJj' },
    { name: 'bytes as a list', type: 'bytes', given: [97, null, 255], value: 'YQD/' },
    {
      name: 'a time',
      type: 'time',
      given: '2026-01-31T13:00:00.5+01:00',
      value: '2026-01-31T12:00:00Z',
    },
    { name: 'the zero time', type: 'time', given: '0001-01-01T00:00:00Z', value: null },
    { name: 'a quantity', type: 'quantity', given: '0.5', value: '500m' },
    { name: 'a quantity as a number', type: 'quantity', given: 0.1, value: '100m' },
    { name: 'a quantity between spaces', type: 'quantity', given: ' 1Gi ', value: '1Gi' },
    { name: 'an integer or text: text', type: 'intOrString', given: '50%' },
    { name: 'an integer or text: an integer', type: 'intOrString', given: 8080 },
    { name: 'any JSON', type: 'json', given: { a: [null, 1.5, {}] } },
    { name: 'any object', type: 'rawExtension', given: { a: null } },
    { name: 'managed fields', type: 'fieldsV1', given: { 'f:spec': {} } },
    { name: 'a schema or true', type: 'schemaOrBoolean', given: true },
    {
      name: 'a schema',
      type: 'schemaOrBoolean',
      given: { format: '', type: 'a' },
      value: { type: 'a' },
    },
    { name: 'schemas', type: 'schemaOrList', given: [{ title: '' }, null], value: [{}, {}] },
    { name: 'a schema or a list, a single one', type: 'schemaOrList', given: { title: 'a' } },
    { name: 'a schema or a list, an empty one', type: 'schemaOrList', given: [], value: null },
    { name: 'a schema or a list, neither', type: 'schemaOrList', given: 'text', value: null },
    { name: 'a schema or texts', type: 'schemaOrStrings', given: ['a', null], value: ['a', ''] },
  ])('$name', ({ type, given, value = given }) => {
    expect(decodeStruct({ a: given }, structWith(`a*?:${type}`))).toEqual({
      object: { a: value },
      problems: [],
    })
  })

  test('any key of a map is a key', () => {
    const labels = JSON.parse('{"__proto__":"a","constructor":"b","toString":"c","length":"d"}')
    const { object } = decodeStruct({ metadata: { labels } }, kind('v1', 'ConfigMap'))
    expect(JSON.stringify(object)).toBe(JSON.stringify({ metadata: { labels } }))
  })

  test('the object that was given is not changed, and none of its fields is handed out', () => {
    const given = { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'a' }] } }
    const before = structuredClone(given)
    const { object } = decodeStruct(given, kind('v1', 'Pod'))
    expect(given).toEqual(before)
    expect(object['metadata']).toEqual(given.metadata)
    expect(object['metadata']).not.toBe(given.metadata)
  })
})
