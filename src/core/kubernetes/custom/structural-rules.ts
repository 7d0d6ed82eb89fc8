import { completenessErrors } from './completeness-rules.ts'
import { type FieldError, forbidden, inTextOrder, invalid, required } from './field-error.ts'
import { child, type FieldPath, index, key } from './field-path.ts'
import { metadataErrors } from './metadata-schema-rules.ts'
import { nestedErrors } from './nested-rules.ts'
import { patternErrors } from './pattern-rule.ts'
import { type CustomSchema, type Level, schemaOfOthers } from './schema.ts'
import { isUnset, unreadableFields } from './unset.ts'

/**
 * What keeps a schema from being structural, in the order of the texts.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/validation.go
 */
export function structuralErrors(schema: CustomSchema, path: FieldPath): readonly FieldError[] {
  return inTextOrder([
    ...invariantErrors(schema, 'root', path),
    ...completenessErrors(schema, path),
  ])
}

function invariantErrors(
  schema: CustomSchema,
  level: Level,
  path: FieldPath,
): readonly FieldError[] {
  const { items, properties, additionalProperties } = schema
  const others = schemaOfOthers(schema)
  const itemsPath = child(path, 'items')
  const othersPath = child(path, 'additionalProperties')
  return [
    ...(schema.type === 'array' && items === undefined
      ? [required(itemsPath, 'must be specified')]
      : []),
    ...(items === undefined ? [] : invariantErrors(items, 'item', itemsPath)),
    ...[...properties].flatMap(([name, property]) =>
      invariantErrors(property, 'field', key(child(path, 'properties'), name)),
    ),
    ...(additionalProperties !== undefined && level === 'root'
      ? [forbidden(othersPath, 'must not be used at the root')]
      : []),
    ...(others === undefined ? [] : invariantErrors(others, 'field', othersPath)),
    ...extensionErrors(schema, path),
    ...valueRuleErrors(schema, path),
    ...typeErrors(schema, level, path),
    ...metadataErrors(schema, level, path),
    ...resourceErrors(schema, path),
  ]
}

function extensionErrors(schema: CustomSchema, path: FieldPath): readonly FieldError[] {
  if (!schema.intOrString) return []
  const detail = 'must be false if x-kubernetes-int-or-string is true'
  return [
    ...(schema.preserveUnknownFields
      ? [invalid(child(path, 'x-kubernetes-preserve-unknown-fields'), true, detail)]
      : []),
    ...(schema.embeddedResource
      ? [invalid(child(path, 'x-kubernetes-embedded-resource'), true, detail)]
      : []),
  ]
}

/** The junctors, but for the one way in which they may say that a value is an integer or a string. */
function valueRuleErrors(schema: CustomSchema, path: FieldPath): readonly FieldError[] {
  const { allOf, anyOf, oneOf, not, pattern } = schema.rules
  const each = (schemas: readonly CustomSchema[], name: string) =>
    schemas.flatMap((one, at) => nestedErrors(one, index(child(path, name), at)))
  const [first, ...others] = allOf
  const isFirstIntOrString = first !== undefined && isIntOrString(first.rules.anyOf)
  return [
    ...(isIntOrString(anyOf) ? [] : each(anyOf, 'anyOf')),
    ...(first === undefined
      ? []
      : nestedErrors(
          first,
          index(child(path, 'allOf'), 0),
          isFirstIntOrString ? 'anyOf' : undefined,
        )),
    ...others.flatMap((one, at) => nestedErrors(one, index(child(path, 'allOf'), at + 1))),
    ...each(oneOf, 'oneOf'),
    ...(not === undefined ? [] : nestedErrors(not, child(path, 'not'))),
    ...patternErrors(pattern, path),
  ]
}

const integerOrString: readonly string[] = ['integer', 'string']

function isIntOrString(anyOf: readonly CustomSchema[]): boolean {
  return (
    anyOf.length === integerOrString.length &&
    anyOf.every((schema, at) => schema.type === integerOrString[at] && saysOnlyType(schema))
  )
}

function saysOnlyType({ written }: CustomSchema): boolean {
  return Object.entries(written).every(
    ([name, value]) =>
      name === 'type' ||
      isUnset(name, value) ||
      unreadableFields.includes(name) ||
      (name === 'additionalProperties' && value === false),
  )
}

function typeErrors(schema: CustomSchema, level: Level, path: FieldPath): readonly FieldError[] {
  const { type, embeddedResource, intOrString, preserveUnknownFields } = schema
  const place = child(path, 'type')
  const errors: FieldError[] = []
  if (embeddedResource && type !== 'object') {
    const detail = 'must be object if x-kubernetes-embedded-resource is true'
    errors.push(type === '' ? required(place, detail) : invalid(place, type, detail))
  } else if (type === '' && !intOrString && !preserveUnknownFields) {
    errors.push(required(place, missingType[level]))
  }
  if (level === 'root' && type !== '' && type !== 'object') {
    errors.push(invalid(place, type, 'must be object at the root'))
  }
  return errors
}

const missingType: { readonly [level in Level]: string } = {
  root: 'must not be empty at the root',
  item: 'must not be empty for specified array items',
  field: 'must not be empty for specified object fields',
}

function resourceErrors(schema: CustomSchema, path: FieldPath): readonly FieldError[] {
  const { embeddedResource, preserveUnknownFields, properties, additionalProperties } = schema
  if (!embeddedResource) return []
  const noOthers = 'must not be used if x-kubernetes-embedded-resource is set'
  const someFields =
    'must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields'
  return [
    ...(additionalProperties === undefined
      ? []
      : [forbidden(child(path, 'additionalProperties'), noOthers)]),
    ...(preserveUnknownFields || properties.size > 0
      ? []
      : [required(child(path, 'properties'), someFields)]),
  ]
}
