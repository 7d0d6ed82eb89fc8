import { expect, test } from 'vitest'
import { printType } from '#src/core/cel/check/print-type.ts'
import { declaredResource } from '#src/core/cel/schema/custom-type.ts'
import { declaredStructs } from '#src/core/cel/schema/declared-structs.ts'
import type { DeclaredType } from '#src/core/cel/schema/declared-type.ts'
import { escapeField } from '#src/core/cel/schema/escape-field.ts'
import {
  certainSchema,
  plainSchema,
  publishedSchema,
  schemaOfRules,
} from '#src/core/cel/schema/schema-readings.ts'
import { certainStruct, declaredStruct, publishedStruct } from '#src/core/cel/schema/struct-type.ts'
import { readSchema } from '#src/core/kubernetes/custom/read-schema.ts'
import { structNamed } from '#src/core/kubernetes/schema/schema.ts'
import type { KubernetesVersion } from '#src/core/kubernetes/version.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

test.for([
  { name: 'replicas', escaped: 'replicas' },
  { name: 'namespace', escaped: '__namespace__' },
  { name: 'in', escaped: '__in__' },
  { name: 'my-size', escaped: 'my__dash__size' },
  { name: 'example.com/a', escaped: 'example__dot__com__slash__a' },
  { name: 'a__b', escaped: 'a__underscores__b' },
  { name: '___', escaped: '__underscores___' },
  { name: 'constructor', escaped: 'constructor' },
  { name: '__proto__', escaped: '__underscores__proto__underscores__' },
  { name: '1a', escaped: undefined },
  { name: 'a$', escaped: undefined },
  { name: 'ü', escaped: undefined },
  { name: '', escaped: undefined },
])('the field "$name" is $escaped in CEL', ({ name, escaped }) => {
  expect(escapeField(name)).toBe(escaped)
})

/** The type at a path of fields, `[]` being the items or values; undefined where a field does not exist. */
function typeAt(
  declared: DeclaredType | undefined,
  path: string,
  version: KubernetesVersion = '1.37',
): string | undefined {
  if (declared === undefined) return undefined
  const { typeOf, structs } = declaredStructs(version)
  let type = typeOf(declared, 'Root0')
  for (const step of path === '' ? [] : path.split('.')) {
    const next = step === '[]' ? type.parameters.at(-1) : structs.fieldsOf(type.name)?.get(step)
    if (next === undefined) return undefined
    type = next
  }
  return printType(type)
}

const pod = declaredStruct(structNamed('core.v1.Pod'), publishedStruct)
const definition = declaredStruct(
  structNamed('apiextensions.v1.CustomResourceDefinition'),
  publishedStruct,
)

test.for([
  { path: '', type: 'Root0' },
  { path: 'spec', type: 'Root0.spec' },
  { path: 'spec.containers', type: 'list(Root0.spec.containers.@idx)' },
  { path: 'spec.containers.[].image', type: 'string' },
  { path: 'spec.containers.[].ports.[].containerPort', type: 'int' },
  { path: 'spec.containers.[].livenessProbe.httpGet.port', type: 'dyn' },
  { path: 'spec.containers.[].resources.limits', type: undefined },
  { path: 'spec.hostNetwork', type: 'bool' },
  { path: 'metadata.labels', type: 'map(string, string)' },
  { path: 'metadata.creationTimestamp', type: 'google.protobuf.Timestamp' },
  {
    path: 'metadata.managedFields.[].fieldsV1',
    type: 'Root0.metadata.managedFields.@idx.fieldsV1',
  },
  { path: 'metadata.managedFields.[].fieldsV1.a', type: undefined },
  { path: 'metadata.namespace', type: 'string' },
  { path: 'metadata.__namespace__', type: 'string' },
  { path: 'nothing', type: undefined },
  { path: 'constructor', type: undefined },
])('a Pod, for the API server: $path is $type', ({ path, type }) => {
  expect(typeAt(pod, path)).toBe(type)
})

test('before 1.31 a field with the name of a reserved word is selected by its escaped name only', () => {
  expect(typeAt(pod, 'metadata.namespace', '1.30')).toBeUndefined()
  expect(typeAt(pod, 'metadata.__namespace__', '1.30')).toBe('string')
})

test('a struct inside of itself has no fields', () => {
  const schema = 'spec.versions.[].schema.openAPIV3Schema'
  expect(typeAt(definition, `${schema}.type`)).toBe('string')
  expect(typeAt(definition, `${schema}.properties.[]`)).toMatch(/^Root0\./)
  expect(typeAt(definition, `${schema}.properties.[].type`)).toBeUndefined()
})

const certainPod = declaredStruct(structNamed('core.v1.Pod'), certainStruct)

test.for([
  { path: 'spec.containers.[].resources.limits', type: 'map(string, dyn)' },
  { path: 'metadata.creationTimestamp', type: 'dyn' },
  { path: 'metadata.managedFields.[].fieldsV1', type: 'dyn' },
  { path: 'spec.containers.[].image', type: 'string' },
  { path: 'nothing', type: undefined },
])('a Pod, for sure: $path is $type', ({ path, type }) => {
  expect(typeAt(certainPod, path)).toBe(type)
})

const string = { type: 'string' }

const gadget: JsonObject = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      required: ['my-size'],
      properties: {
        'my-size': { type: 'integer' },
        name: { ...string, maxLength: 10 },
        colour: { ...string, enum: ['red', 'grün'] },
        weight: { type: 'number' },
        port: { 'x-kubernetes-int-or-string': true },
        legacy: { ...string, format: 'int-or-string' },
        until: { ...string, format: 'date-time' },
        blob: { ...string, format: 'byte' },
        wait: { ...string, format: 'duration' },
        preserved: { 'x-kubernetes-preserve-unknown-fields': true },
        open: {
          type: 'object',
          properties: { known: string },
          'x-kubernetes-preserve-unknown-fields': true,
        },
        any: { type: 'object', additionalProperties: true },
        sizes: { type: 'object', additionalProperties: { type: 'integer' } },
        unknowns: { type: 'array', items: { 'x-kubernetes-preserve-unknown-fields': true } },
        template: {
          type: 'object',
          'x-kubernetes-embedded-resource': true,
          properties: { spec: string },
        },
        $: string,
      },
    },
  },
}

const { schema } = readSchema(gadget, undefined)
const published = declaredResource(schema, publishedSchema)

test.for([
  { path: 'kind', type: 'string' },
  { path: 'metadata.labels', type: 'map(string, string)' },
  { path: 'spec.my__dash__size', type: 'int' },
  { path: 'spec.weight', type: 'double' },
  { path: 'spec.port', type: 'dyn' },
  { path: 'spec.legacy', type: 'dyn' },
  { path: 'spec.until', type: 'google.protobuf.Timestamp' },
  { path: 'spec.blob', type: 'bytes' },
  { path: 'spec.wait', type: 'google.protobuf.Duration' },
  { path: 'spec.preserved', type: undefined },
  { path: 'spec.open.known', type: 'string' },
  { path: 'spec.open.other', type: undefined },
  { path: 'spec.any', type: 'Root0.spec.any' },
  { path: 'spec.sizes', type: 'map(string, int)' },
  { path: 'spec.unknowns', type: undefined },
  { path: 'spec.template.spec', type: 'string' },
  { path: 'spec.template.metadata.annotations', type: 'map(string, string)' },
  { path: 'spec.$', type: undefined },
])('a custom kind, for the API server: $path is $type', ({ path, type }) => {
  expect(typeAt(published, path)).toBe(type)
})

const certain = declaredResource(schema, certainSchema)

test.for([
  { path: 'spec.until', type: 'dyn' },
  { path: 'spec.preserved', type: 'dyn' },
  { path: 'spec.open', type: 'dyn' },
  { path: 'spec.any', type: 'dyn' },
  { path: 'spec.unknowns', type: 'list(dyn)' },
  { path: 'spec.nothing', type: undefined },
])('a custom kind, for sure: $path is $type', ({ path, type }) => {
  expect(typeAt(certain, path)).toBe(type)
})

test.for([
  { name: 'of a rule', declared: declaredResource(schema, schemaOfRules('1.37')) },
  { name: 'from elsewhere', declared: declaredResource(schema, plainSchema) },
])('a schema $name knows the names in metadata only', ({ declared }) => {
  expect(typeAt(declared, 'metadata.name')).toBe('string')
  expect(typeAt(declared, 'metadata.labels')).toBeUndefined()
})

test.for([
  { schema: {} },
  { schema: { type: 'array' } },
  { schema: { type: 'array', items: {} } },
  { schema: { type: 'object', additionalProperties: {} } },
])('nothing is declared by $schema', ({ schema: untyped }) => {
  expect(declaredResource(readSchema(untyped, undefined).schema, plainSchema)).toBeUndefined()
})
