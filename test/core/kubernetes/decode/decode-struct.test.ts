import { describe, expect, test } from 'vitest'
import { decodeStruct } from '#src/core/kubernetes/decode/decode-struct.ts'
import type { StructType } from '#src/core/kubernetes/schema/field-type.ts'
import { readTable } from '#src/core/kubernetes/schema/read-table.ts'
import { structNamed, structOfKind } from '#src/core/kubernetes/schema/schema.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'

/** A struct with these fields, which may hold a `@v1.Part`. */
function structWith(fields: string): StructType {
  const types = [`v1.Thing ${fields}`, 'v1.Part name:string note?:string']
  const struct = readTable(
    `${types.join('\n')}\n\nv1 Thing things namespaced v1.Thing create - -`,
  ).struct('v1.Thing')
  if (struct === undefined) throw new Error('no struct')
  return struct
}

function kind(apiVersion: string, name: string): StructType {
  const struct = structOfKind(apiVersion, name)
  if (struct === undefined) throw new Error(`no ${name}`)
  return struct
}

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

describe('a value that its field cannot hold', () => {
  test.for<{
    name: string
    type: string
    given: JsonValue
    expected: string
    found: string
    text: string
  }>([
    {
      name: 'a number for text',
      type: 'string',
      given: 1,
      expected: 'a string',
      found: 'the number 1',
      text: 'json: cannot unmarshal number into Go struct field Thing.a of type string',
    },
    {
      name: 'text for a named type',
      type: 'int32<v1.Percent>',
      given: 'abc',
      expected: 'an integer of 32 bits',
      found: 'the string "abc"',
      text: 'json: cannot unmarshal string into Go struct field Thing.a of type v1.Percent',
    },
    {
      name: 'text for a boolean',
      type: 'boolean',
      given: 'true',
      expected: 'true or false',
      found: 'the string "true"',
      text: 'json: cannot unmarshal string into Go struct field Thing.a of type bool',
    },
    {
      name: 'a number beyond 32 bits',
      type: 'int32',
      given: 2147483648,
      expected: 'an integer of 32 bits',
      found: 'the number 2147483648',
      text: 'json: cannot unmarshal number 2147483648 into Go struct field Thing.a of type int32',
    },
    {
      name: 'a number beyond 64 bits',
      type: 'int64',
      given: 1e21,
      expected: 'an integer of 64 bits',
      found: 'the number 1e+21',
      text: 'json: cannot unmarshal number 1e+21 into Go struct field Thing.a of type int64',
    },
    {
      name: 'a fraction for an integer',
      type: 'int64',
      given: 1.5,
      expected: 'an integer of 64 bits',
      found: 'the number 1.5',
      text: 'json: cannot unmarshal number 1.5 into Go struct field Thing.a of type int64',
    },
    {
      name: 'a boolean for a double',
      type: 'double',
      given: true,
      expected: 'a number',
      found: 'the boolean true',
      text: 'json: cannot unmarshal bool into Go struct field Thing.a of type float64',
    },
    {
      name: 'text that is not base64',
      type: 'bytes',
      given: 'YQ=',
      expected: 'base64 text',
      found: 'the string "YQ="',
      text: 'illegal base64 data at input byte 3',
    },
    {
      name: 'a mapping for bytes',
      type: 'bytes',
      given: {},
      expected: 'base64 text',
      found: 'a mapping',
      text: 'json: cannot unmarshal object into Go struct field Thing.a of type []uint8',
    },
    {
      name: 'text that is no time',
      type: 'time',
      given: 'now',
      expected: 'a time such as 2026-01-31T12:00:00Z',
      found: 'the string "now"',
      text: 'parsing time "now" as "2006-01-02T15:04:05Z07:00": cannot parse "now" as "2006"',
    },
    {
      name: 'a number for a time',
      type: 'microTime',
      given: 5,
      expected: 'a time such as 2026-01-31T12:00:00.000000Z',
      found: 'the number 5',
      text: 'json: cannot unmarshal number into Go struct field Thing.a of type string',
    },
    {
      name: 'text that is no quantity',
      type: 'quantity',
      given: '1 Gi',
      expected: 'a quantity such as 500m or 1Gi',
      found: 'the string "1 Gi"',
      text: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    },
    {
      name: 'a list for a quantity',
      type: 'quantity',
      given: [1],
      expected: 'a quantity such as 500m or 1Gi',
      found: 'a list',
      text: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    },
    {
      name: 'a fraction for an integer or text',
      type: 'intOrString',
      given: 1.5,
      expected: 'an integer of 32 bits or a string',
      found: 'the number 1.5',
      text: 'json: cannot unmarshal number 1.5 into Go struct field Thing.a of type int32',
    },
    {
      name: 'a boolean for an integer or text',
      type: 'intOrString',
      given: false,
      expected: 'an integer of 32 bits or a string',
      found: 'the boolean false',
      text: 'json: cannot unmarshal bool into Go struct field Thing.a of type int32',
    },
    {
      name: 'text for a schema or true',
      type: 'schemaOrBoolean',
      given: 'true',
      expected: 'true, false or a schema',
      found: 'the string "true"',
      text: 'boolean or JSON schema expected',
    },
    {
      name: 'a mapping for a list',
      type: '[]string',
      given: {},
      expected: 'a list',
      found: 'a mapping',
      text: 'json: cannot unmarshal object into Go struct field Thing.a of type []string',
    },
    {
      name: 'a list for a map',
      type: '{}quantity<v1.Limits>',
      given: [],
      expected: 'a mapping',
      found: 'a list',
      text: 'json: cannot unmarshal array into Go struct field Thing.a of type v1.Limits',
    },
    {
      name: 'text for a struct',
      type: '@v1.Part',
      given: 'x',
      expected: 'a mapping',
      found: 'the string "x"',
      text: 'json: cannot unmarshal string into Go struct field Thing.a of type v1.Part',
    },
  ])('$name', ({ type, given, ...problem }) => {
    const { problems } = decodeStruct({ a: given }, structWith(`a*?:${type}`))
    expect(problems).toEqual([
      { kind: 'undecodable', path: ['a'], ends: expect.any(Boolean), ...problem },
    ])
  })
})

describe('where it is, in Go and in the object', () => {
  const field = 'json: cannot unmarshal string into Go struct field'
  test.for<{ name: string; in: StructType; given: JsonObject; path: string[]; text: string }>([
    {
      name: 'in a list of an embedded struct',
      in: kind('apps/v1', 'Deployment'),
      given: { spec: { template: { spec: { volumes: [{}, { fc: { lun: 'a' } }] } } } },
      path: ['spec', 'template', 'spec', 'volumes', '1', 'fc', 'lun'],
      text: `${field} FCVolumeSource.spec.template.spec.volumes.VolumeSource.fc.lun of type int32`,
    },
    {
      name: 'in a struct that two structs embed',
      in: kind('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy'),
      given: {
        spec: { matchConstraints: { resourceRules: [{ apiGroups: ['a', 'b'], resources: 'a' }] } },
      },
      path: ['spec', 'matchConstraints', 'resourceRules', '0', 'resources'],
      text: `${field} NamedRuleWithOperations.spec.matchConstraints.resourceRules.RuleWithOperations.Rule.resources of type []string`,
    },
    {
      name: 'in a map',
      in: kind('v1', 'ResourceQuota'),
      given: { spec: { hard: 'a' } },
      path: ['spec', 'hard'],
      text: `${field} ResourceQuotaSpec.spec.hard of type v1.ResourceList`,
    },
    {
      name: 'an item of a list',
      in: kind('v1', 'Pod'),
      given: { spec: { containers: [{}, 'a'] } },
      path: ['spec', 'containers', '1'],
      text: `${field} PodSpec.spec.containers of type v1.Container`,
    },
    {
      name: 'in a schema in schemas, through decoders of their own',
      in: structNamed('apiextensions.v1.JSONSchemaProps'),
      given: {
        properties: { a: { items: { allOf: [{ additionalProperties: { maxItems: 'a' } }] } } },
      },
      path: ['properties', 'a', 'items', 'allOf', '0', 'additionalProperties', 'maxItems'],
      text: `${field} JSONSchemaProps.properties.items.allOf.additionalProperties.maxItems of type int64`,
    },
    {
      name: 'an item of schemas',
      in: structNamed('apiextensions.v1.JSONSchemaProps'),
      given: { items: [{}, { dependencies: { a: ['b', 'c'], d: [{}] } }, 'a'] },
      path: ['items', '2'],
      text: `${field} JSONSchemaProps.items of type v1.JSONSchemaProps`,
    },
  ])('$name', ({ in: struct, given, path, text }) => {
    const problem = decodeStruct(given, struct).problems.find((found) => found.text === text)
    expect(problem?.path.map(String)).toEqual(path)
  })
})

describe('unknown fields', () => {
  const pod = kind('v1', 'Pod')

  test.for<{
    name: string
    given: JsonObject
    path: (string | number)[]
    text: string
    nearest?: string
  }>([
    {
      name: 'of the object',
      given: { Spec: {} },
      path: ['Spec'],
      text: 'unknown field "Spec"',
      nearest: 'spec',
    },
    {
      name: 'in a list',
      given: { spec: { containers: [{}, { imagee: 1 }] } },
      path: ['spec', 'containers', 1, 'imagee'],
      text: 'unknown field "spec.containers[1].imagee"',
      nearest: 'image',
    },
    {
      name: 'quoted as Go quotes',
      given: { spec: { 'a"\u0007\u00e9\u200b': 1 } },
      path: ['spec', 'a"\u0007\u00e9\u200b'],
      text: 'unknown field "spec.a\\"\\a\u00e9\\u200b"',
    },
  ])('$name', ({ given, path, text, nearest }) => {
    const { problems } = decodeStruct(given, pod)
    expect(problems).toMatchObject([{ kind: 'unknown-field', path, text, ends: false }])
    expect(problems[0]?.nearest).toBe(nearest)
  })

  test('for people', () => {
    expect(decodeStruct({ spec: { foo: 1 } }, pod).problems).toMatchObject([
      { expected: 'a field of PodSpec', found: 'the field "foo"' },
    ])
  })

  test('a schema is strict, the one behind items is not: Kubernetes decodes that by itself', () => {
    const { problems } = decodeStruct(
      { foo: 1, not: { foo: 1 }, items: { foo: 1, not: { foo: 1 } } },
      structNamed('apiextensions.v1.JSONSchemaProps'),
    )
    expect(problems.map(({ text }) => text)).toEqual([
      'unknown field "foo"',
      'unknown field "not.foo"',
    ])
  })
})

describe('the order of the problems', () => {
  const given = { zed: 1, spec: { zed: 1, hostNetwork: 1 }, '\u{1f600}': 1, '\uffff': 1 }

  test.for([
    {
      order: 'as-given' as const,
      paths: ['zed', 'spec.zed', 'spec.hostNetwork', '\u{1f600}', '\uffff'],
    },
    {
      order: 'sorted' as const,
      paths: ['spec.hostNetwork', 'spec.zed', 'zed', '\uffff', '\u{1f600}'],
    },
  ])('$order', ({ order, paths }) => {
    const { problems } = decodeStruct(given, kind('v1', 'Pod'), order)
    expect(problems.map(({ path }) => path.join('.'))).toEqual(paths)
  })
})

describe('objects without measure', () => {
  const many = Array.from({ length: 50_000 }, (_, index): [string, JsonValue] => [
    `f${index}`,
    index,
  ])

  test('of 50,000 fields that are unknown or wrong a thousand are told', () => {
    const { problems } = decodeStruct(
      { ...Object.fromEntries(many), data: Object.fromEntries(many), immutable: 1 },
      kind('v1', 'ConfigMap'),
    )
    expect(problems.filter(({ kind }) => kind === 'unknown-field')).toHaveLength(1000)
    expect(problems.filter(({ kind }) => kind === 'undecodable')).toHaveLength(1000)
  })

  test('what ends decoding is told after however many', () => {
    const { problems } = decodeStruct(
      { data: Object.fromEntries(many), metadata: { creationTimestamp: 'now' } },
      kind('v1', 'ConfigMap'),
    )
    expect(problems.findIndex(({ ends }) => ends)).toBe(1000)
  })

  test.for([
    { field: 'not', levels: 990 },
    { field: 'items', levels: 990 },
  ])('schemas in $field nest $levels levels deep', ({ field, levels }) => {
    const schema = structNamed('apiextensions.v1.JSONSchemaProps')
    const given = nestedIn(field, levels)
    expect(JSON.stringify(decodeStruct(given, schema))).toBe(
      JSON.stringify({ object: given, problems: [] }),
    )
  })

  test.for(['not', 'items'])('deeper ones in %s are refused', (field) => {
    const schema = structNamed('apiextensions.v1.JSONSchemaProps')
    const { problems } = decodeStruct(nestedIn(field, 100_000), schema)
    expect(problems).toMatchObject([
      { text: 'exceeded max depth', expected: 'at most 1000 levels' },
    ])
  })
})

function nestedIn(field: string, levels: number): JsonObject {
  let schema: JsonObject = { type: 'object' }
  for (let level = 0; level < levels; level++) schema = { [field]: schema }
  return schema
}
