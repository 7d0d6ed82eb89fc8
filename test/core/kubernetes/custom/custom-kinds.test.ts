import { expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'
import { crdOf, objectOf, problemsOf, read, version } from './custom-fixture.ts'

const text: JsonObject = { type: 'string' }

test('a definition gives a kind for each served version', () => {
  const spec = {
    scope: 'Cluster',
    names: { kind: 'Crontab', plural: 'crontabs', shortNames: ['ct'] },
    versions: [
      {
        ...version(objectOf({ spec: text })),
        subresources: {
          status: {},
          scale: { specReplicasPath: '.spec.n', statusReplicasPath: '.status.n' },
        },
      },
      version(objectOf({}), 'v2'),
      { ...version(objectOf({}), 'v3'), served: false },
    ],
  }
  const { kinds, problems } = read(crdOf({}, spec))
  expect(problems).toEqual([])
  expect(kinds).toMatchObject([
    {
      group: 'stable.example.com',
      version: 'v1',
      kind: 'Crontab',
      listKind: 'CrontabList',
      resource: 'crontabs',
      singular: 'crontab',
      shortNames: ['ct'],
      namespaced: false,
      storage: true,
      subresources: {
        status: true,
        scale: { specReplicasPath: '.spec.n', statusReplicasPath: '.status.n' },
      },
    },
    { version: 'v2', storage: false, subresources: { status: false, scale: undefined } },
  ])
})

const schemaPath = 'spec.validation.openAPIV3Schema'

test.for<{ name: string; schema: JsonValue; problems: readonly string[] }>([
  {
    name: 'no type at the root',
    schema: {},
    problems: [`${schemaPath}.type: Required value: must not be empty at the root`],
  },
  {
    name: 'a list at the root',
    schema: { type: 'array', items: text },
    problems: [`${schemaPath}.type: Invalid value: "array": must be object at the root`],
  },
  {
    name: 'a type that nobody knows',
    schema: objectOf({ a: { type: 'text' } }),
    problems: [
      `${schemaPath}.properties[a].type: Unsupported value: "text": supported values: "array", "boolean", "integer", "number", "object", "string"`,
    ],
  },
  {
    name: 'a list without items',
    schema: objectOf({ a: { type: 'array' } }),
    problems: [`${schemaPath}.properties[a].items: Required value: must be specified`],
  },
  {
    name: 'a reference',
    schema: objectOf({ a: { $ref: '#/definitions/a' } }),
    problems: [`${schemaPath}.properties[a].$ref: Forbidden: $ref is not supported`],
  },
  {
    name: 'fields and others',
    schema: objectOf({ a: objectOf({ b: text }, { additionalProperties: text }) }),
    problems: [
      `${schemaPath}.properties[a].additionalProperties: Forbidden: additionalProperties and properties are mutual exclusive`,
    ],
  },
  {
    name: 'a type in a junctor',
    schema: objectOf({ a: { type: 'string', anyOf: [{ type: 'string' }] } }),
    problems: [
      `${schemaPath}.properties[a].anyOf[0].type: Forbidden: must be empty to be structural`,
    ],
  },
  {
    name: 'a field that only a junctor of the root describes',
    schema: objectOf({}, { allOf: [{ properties: { b: { minLength: 1 } } }] }),
    problems: [
      `${schemaPath}.properties[b]: Required value: because it is defined in ${schemaPath}.allOf[0].properties[b]`,
    ],
  },
  {
    name: 'map keys without a map',
    schema: objectOf({ a: { type: 'array', items: text, 'x-kubernetes-list-map-keys': ['k'] } }),
    problems: [
      `${schemaPath}.properties[a].x-kubernetes-list-type: Required value: must be map if x-kubernetes-list-map-keys is non-empty`,
    ],
  },
  {
    name: 'a map key that may be absent',
    schema: objectOf({
      a: {
        type: 'array',
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['k'],
        items: objectOf({ k: text }),
      },
    }),
    problems: [
      `${schemaPath}.properties[a].items.properties[k].default: Required value: this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property`,
    ],
  },
  {
    name: 'a set of objects that merge',
    schema: objectOf({
      a: { type: 'array', 'x-kubernetes-list-type': 'set', items: objectOf({ k: text }) },
    }),
    problems: [
      `${schemaPath}.properties[a].items.x-kubernetes-map-type: Invalid value: null: must be atomic as item of a list with x-kubernetes-list-type=set`,
    ],
  },
  {
    name: 'a default of another type',
    schema: objectOf({ a: { type: 'integer', default: 'x' } }),
    problems: [
      `${schemaPath}.properties[a].default: Invalid value: "string":  in body must be of type integer: "string"`,
    ],
  },
  {
    name: 'a default with an unknown field',
    schema: objectOf({ a: objectOf({ b: text }, { default: { c: 1 } }) }),
    problems: [
      `${schemaPath}.properties[a].default: Invalid value: {"c":1}: must not have unknown fields`,
    ],
  },
  {
    name: 'a default in the metadata at the root',
    schema: objectOf({
      metadata: { type: 'object', properties: { name: { type: 'string', default: 'a' } } },
    }),
    problems: [
      `${schemaPath}.properties[metadata].properties[name].default: Forbidden: must not be set in top-level metadata`,
    ],
  },
  {
    name: 'a pattern that does not compile',
    schema: objectOf({ a: { type: 'string', pattern: '(?=a)' } }),
    problems: [
      `${schemaPath}.properties[a].pattern: Invalid value: "(?=a)": must be a valid regular expression, but isn't: error parsing regexp: invalid or unsupported Perl syntax: \`(?=\``,
    ],
  },
  {
    name: 'metadata with more than names',
    schema: objectOf({ metadata: { type: 'object', description: 'd' } }),
    problems: [
      `${schemaPath}.properties[metadata]: Forbidden: must not specify anything other than name and generateName, but metadata is implicitly specified`,
    ],
  },
  {
    name: 'a schema that is no object',
    schema: objectOf({ a: 'string' }),
    problems: [
      'spec.versions[0].schema.openAPIV3Schema.properties[a]: must be an object, not a string',
    ],
  },
])('the schema has $name', ({ schema, problems }) => {
  expect(read(crdOf(schema)).kinds).toEqual([])
  expect(problemsOf(crdOf(schema))).toEqual(problems)
})

test.for<{ name: string; spec: JsonObject; problems: readonly string[] }>([
  {
    name: 'no names',
    spec: { names: {} },
    problems: [
      'spec.names.plural: Required value',
      'spec.names.singular: Required value',
      'spec.names.kind: Required value',
      'spec.names.listKind: Required value',
      'metadata.name: Invalid value: "crontabs.stable.example.com": must be spec.names.plural+"."+spec.group',
    ],
  },
  {
    name: 'no scope and a group without a dot',
    spec: { scope: null, group: 'stable' },
    problems: [
      'spec.group: Invalid value: "stable": should be a domain with at least one dot',
      'spec.scope: Required value',
      'metadata.name: Invalid value: "crontabs.stable.example.com": must be spec.names.plural+"."+spec.group',
    ],
  },
  {
    name: 'another scope',
    spec: { scope: 'Galaxy' },
    problems: [
      'spec.scope: Unsupported value: "Galaxy": supported values: "Cluster", "Namespaced"',
    ],
  },
  {
    name: 'no versions',
    spec: { versions: [] },
    problems: [
      'spec.versions: Invalid value: []: must have exactly one version marked as storage version',
    ],
  },
  {
    name: 'no schema',
    spec: { versions: [{ name: 'v1', served: true, storage: true }] },
    problems: ['spec.versions[0].schema.openAPIV3Schema: Required value'],
  },
  {
    name: 'versions that are no list',
    spec: { versions: 'v1' },
    problems: [
      'spec.versions: must be an array, not a string',
      'spec.versions: Invalid value: []: must have exactly one version marked as storage version',
    ],
  },
  {
    name: 'fields that are kept',
    spec: { preserveUnknownFields: true },
    problems: [
      'spec.preserveUnknownFields: Invalid value: true: cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead',
    ],
  },
  {
    name: 'a scale subresource without paths',
    spec: { versions: [{ ...version(objectOf({})), subresources: { scale: {} } }] },
    problems: [
      'spec.subresources.scale.specReplicasPath: Required value',
      'spec.subresources.scale.statusReplicasPath: Required value',
    ],
  },
])('the definition has $name', ({ spec, problems }) => {
  expect(problemsOf(crdOf(objectOf({}), spec))).toEqual(problems)
})

test('a broken version leaves the others, and its problems stand where it is', () => {
  const broken = version(objectOf({ a: { type: 'array' } }))
  const spec = {
    versions: [version(objectOf({}), 'v2'), broken, version(objectOf({ b: text }), 'v3')],
  }
  const { kinds, problems } = read(crdOf({}, spec), crdOf(objectOf({})))
  expect(kinds.map((kind) => kind.version)).toEqual(['v2', 'v3', 'v1'])
  expect(problems).toEqual([
    {
      crd: 0,
      path: ['spec', 'versions', 1, 'schema', 'openAPIV3Schema', 'properties', 'a', 'items'],
      field: 'spec.versions[1].schema.openAPIV3Schema.properties[a].items',
      message: 'Required value: must be specified',
    },
  ])
})

test('what all versions say alike is named once and stands in the first', () => {
  const { problems } = read(crdOf(objectOf({ a: { type: 'array' } })))
  expect(problems[0]?.path.slice(0, 5)).toEqual([
    'spec',
    'versions',
    0,
    'schema',
    'openAPIV3Schema',
  ])
  const spec = { versions: [{ ...version(objectOf({})), subresources: { scale: {} } }] }
  expect(read(crdOf({}, spec)).problems[0]?.path).toEqual([
    'spec',
    'versions',
    0,
    'subresources',
    'scale',
    'specReplicasPath',
  ])
})

test.for<{ name: string; make: () => JsonValue }>([
  { name: 'a schema of 100,000 levels', make: () => nested(100_000) },
  { name: 'defaults that grow without end', make: () => growing(12) },
])('$name is a problem', ({ make }) => {
  const { kinds, problems } = read(crdOf(objectOf({ a: make() })))
  expect(kinds).toEqual([])
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/must be a schema of at most 300 levels|at most 10000 values/),
  ])
})

function nested(levels: number): JsonValue {
  let schema: JsonValue = text
  for (let level = 0; level < levels; level++) schema = objectOf({ a: schema })
  return schema
}

/** Ten items, each of which gets ten items by default, and so on. */
function growing(levels: number): JsonValue {
  let schema: JsonValue = { type: 'string', default: 'x' }
  for (let level = 0; level < levels; level++) {
    schema = { type: 'array', items: objectOf({ a: schema }), default: Array(10).fill({}) }
  }
  return schema
}

test.for<JsonObject>([
  {},
  { spec: null },
  { spec: [] },
  { spec: { versions: [null, 1, { schema: 1, subresources: 'x' }], names: [], group: 5 } },
  { metadata: 'x', spec: { versions: [{ schema: { openAPIV3Schema: [] } }] } },
])('%j is only problems', (crd) => {
  const { kinds, problems } = read(crd)
  expect(kinds).toEqual([])
  expect(problems.length).toBeGreaterThan(0)
})
