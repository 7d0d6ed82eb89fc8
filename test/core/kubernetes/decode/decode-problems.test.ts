import { describe, expect, test } from 'vitest'
import { decodeStruct } from '#src/core/kubernetes/decode/decode-struct.ts'
import type { StructType } from '#src/core/kubernetes/schema/field-type.ts'
import { structNamed } from '#src/core/kubernetes/schema/schema.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'
import { kind, structWith } from './structs.ts'

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
      name: 'a double near the end of 64 bits',
      type: 'int64',
      given: -(2 ** 63),
      expected: 'an integer of 64 bits',
      found: 'the number -9223372036854776000',
      text: 'json: cannot unmarshal number -9223372036854776000 into Go struct field Thing.a of type int64',
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
  ])('$name', ({ type, given, expected, found, text }) => {
    const { problems } = decodeStruct({ a: given }, structWith(`a*?:${type}`))
    expect(problems).toEqual([
      { kind: 'undecodable', path: ['a'], expected, found, text, ends: expect.any(Boolean) },
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
