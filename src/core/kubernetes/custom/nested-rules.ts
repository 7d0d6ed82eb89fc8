import { isArray, fieldOf as readAt } from '../../source/json-value.ts'
import { type FieldError, forbidden } from './field-error.ts'
import { child, type FieldPath, index, key } from './field-path.ts'
import { patternErrors } from './pattern-rule.ts'
import { type CustomSchema, schemaOfOthers } from './schema.ts'

/**
 * What a schema inside of a junctor must not say: it restricts values and describes none. The junctor `without` is not
 * looked at. https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/validation.go
 */
export function nestedErrors(
  schema: CustomSchema,
  path: FieldPath,
  without?: 'anyOf',
): readonly FieldError[] {
  const { allOf, anyOf, oneOf, not, pattern } = schema.rules
  const each = (schemas: readonly CustomSchema[], name: string) =>
    schemas.flatMap((one, at) => nestedErrors(one, index(child(path, name), at)))
  return [
    ...(without === 'anyOf' ? [] : each(anyOf, 'anyOf')),
    ...each(allOf, 'allOf'),
    ...each(oneOf, 'oneOf'),
    ...(not === undefined ? [] : nestedErrors(not, child(path, 'not'))),
    ...patternErrors(pattern, path),
    ...(schema.items === undefined ? [] : nestedErrors(schema.items, child(path, 'items'))),
    ...[...schema.properties].flatMap(([name, property]) =>
      nestedErrors(property, key(child(path, 'properties'), name)),
    ),
    ...forbiddenErrors(schema, path),
  ]
}

function forbiddenErrors(schema: CustomSchema, path: FieldPath): readonly FieldError[] {
  const said = saidOf(schema)
  const errors = said
    .filter(({ isSaid }) => isSaid)
    .map(({ name, detail }) => forbidden(child(path, name), `must be ${detail} to be structural`))
  if (!schema.properties.has('metadata')) return errors
  const place = key(child(path, 'properties'), 'metadata')
  return [...errors, forbidden(place, 'must not be specified in a nested context')]
}

interface Said {
  readonly name: string
  readonly isSaid: boolean
  readonly detail: 'empty' | 'undefined' | 'false'
}

function saidOf(schema: CustomSchema): readonly Said[] {
  const { written } = schema
  const others = schema.additionalProperties === true || schemaOfOthers(schema) !== undefined
  const isText = (name: string) => (readAt(written, name) ?? '') !== ''
  const rules = readAt(written, 'x-kubernetes-validations')
  return [
    { name: 'type', isSaid: schema.type !== '', detail: 'empty' },
    { name: 'additionalProperties', isSaid: others, detail: 'undefined' },
    { name: 'default', isSaid: schema.default !== undefined, detail: 'undefined' },
    { name: 'title', isSaid: isText('title'), detail: 'empty' },
    { name: 'description', isSaid: isText('description'), detail: 'empty' },
    { name: 'nullable', isSaid: schema.nullable, detail: 'false' },
    {
      name: 'x-kubernetes-preserve-unknown-fields',
      isSaid: schema.preserveUnknownFields,
      detail: 'false',
    },
    { name: 'x-kubernetes-embedded-resource', isSaid: schema.embeddedResource, detail: 'false' },
    { name: 'x-kubernetes-int-or-string', isSaid: schema.intOrString, detail: 'false' },
    {
      name: 'x-kubernetes-list-map-keys',
      isSaid: schema.listMapKeys.length > 0,
      detail: 'empty',
    },
    { name: 'x-kubernetes-list-type', isSaid: schema.listType !== undefined, detail: 'undefined' },
    { name: 'x-kubernetes-map-type', isSaid: schema.mapType !== undefined, detail: 'undefined' },
    {
      name: 'x-kubernetes-validations',
      isSaid: isArray(rules) && rules.length > 0,
      detail: 'empty',
    },
  ]
}
