import { fieldOf, isArray, isObject } from '../../source/json-value.ts'
import { type FieldError, forbidden, invalid, notSupported, required } from './field-error.ts'
import { child, type FieldPath, index, key } from './field-path.ts'
import { listRuleErrors } from './list-rules.ts'
import { type CustomSchema, schemaOfOthers } from './schema.ts'

/**
 * What a schema must not say, structural or not. Rules (`x-kubernetes-validations`) are not looked at.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go
 */
export function schemaErrors(schema: CustomSchema, path: FieldPath): readonly FieldError[] {
  return errorsOf(schema, path, { isRoot: true, insideMetadata: false, noDefaults: undefined })
}

interface Context {
  readonly isRoot: boolean
  /** Inside of apiVersion, kind or metadata of the object or of an embedded resource. */
  readonly insideMetadata: boolean
  /** Why defaults are not allowed. */
  readonly noDefaults: string | undefined
}

function errorsOf(schema: CustomSchema, path: FieldPath, context: Context): readonly FieldError[] {
  const inside: Context = { ...context, isRoot: false }
  const { items, rules } = schema
  const each = (schemas: readonly CustomSchema[], name: string) =>
    schemas.flatMap((one, at) => errorsOf(one, index(child(path, name), at), inside))
  return [
    ...ownErrors(schema, path, context),
    ...additionalErrors(schema, path, inside),
    ...propertyErrors(schema, path, context),
    ...(rules.not === undefined ? [] : errorsOf(rules.not, child(path, 'not'), inside)),
    ...each(rules.allOf, 'allOf'),
    ...each(rules.oneOf, 'oneOf'),
    ...each(rules.anyOf, 'anyOf'),
    ...(items === undefined ? [] : errorsOf(items, child(path, 'items'), inside)),
    ...extensionErrors(schema, path),
    ...listRuleErrors(schema, path),
  ]
}

const types: readonly string[] = ['array', 'boolean', 'integer', 'number', 'object', 'string']

/** What Kubernetes leaves out of OpenAPI, and whether an empty one counts. */
const unsupported: readonly { readonly name: string; readonly evenEmpty: boolean }[] = [
  { name: 'id', evenEmpty: false },
  { name: 'additionalItems', evenEmpty: true },
  { name: 'patternProperties', evenEmpty: false },
  { name: 'definitions', evenEmpty: false },
  { name: 'dependencies', evenEmpty: true },
  { name: '$ref', evenEmpty: true },
]

function ownErrors(schema: CustomSchema, path: FieldPath, context: Context): readonly FieldError[] {
  const items = fieldOf(schema.written, 'items')
  const embedded = 'x-kubernetes-embedded-resource'
  return [
    ...typeErrors(schema, path),
    ...(schema.default !== undefined && context.noDefaults !== undefined
      ? [forbidden(child(path, 'default'), `must not be set ${context.noDefaults}`)]
      : []),
    ...unsupported
      .filter((one) => isSaid(one, schema))
      .map(({ name }) => forbidden(child(path, name), `${name} is not supported`)),
    ...(isArray(items) && items.length > 0 ? [forbidden(child(path, 'items'), noList)] : []),
    ...(context.insideMetadata && schema.embeddedResource
      ? [forbidden(child(path, embedded), 'must not be used inside of resource meta')]
      : []),
    ...(schema.rules.uniqueItems ? [forbidden(child(path, 'uniqueItems'), quadratic)] : []),
  ]
}

const noList = 'items must be a schema object and not an array'
const quadratic = 'uniqueItems cannot be set to true since the runtime complexity becomes quadratic'

function typeErrors({ type }: CustomSchema, path: FieldPath): readonly FieldError[] {
  if (type === '' || types.includes(type)) return []
  const place = child(path, 'type')
  const unknown = notSupported(place, type, types)
  const detail = 'type cannot be set to null, use nullable as an alternative'
  return type === 'null' ? [unknown, forbidden(place, detail)] : [unknown]
}

function isSaid({ name, evenEmpty }: (typeof unsupported)[number], { written }: CustomSchema) {
  const said = fieldOf(written, name) ?? undefined
  const isEmpty = said === '' || (isObject(said) && Object.keys(said).length === 0)
  return said !== undefined && (evenEmpty || !isEmpty)
}

function additionalErrors(
  schema: CustomSchema,
  path: FieldPath,
  context: Context,
): readonly FieldError[] {
  const { additionalProperties, properties } = schema
  const others = schemaOfOthers(schema)
  const place = child(path, 'additionalProperties')
  const isExclusive = additionalProperties !== undefined && additionalProperties !== true
  const noDefaults = context.insideMetadata
    ? 'inside additionalProperties applying to object metadata'
    : context.noDefaults
  return [
    ...(isExclusive && properties.size > 0
      ? [forbidden(place, 'additionalProperties and properties are mutual exclusive')]
      : []),
    ...(others === undefined ? [] : errorsOf(others, place, { ...context, noDefaults })),
  ]
}

const resourceFields: ReadonlySet<string> = new Set(['metadata', 'kind', 'apiVersion'])

function propertyErrors(
  schema: CustomSchema,
  path: FieldPath,
  context: Context,
): readonly FieldError[] {
  return [...schema.properties].flatMap(([name, property]) => {
    const isMetadata = (context.isRoot || schema.embeddedResource) && resourceFields.has(name)
    return errorsOf(property, key(child(path, 'properties'), name), {
      isRoot: false,
      insideMetadata: context.insideMetadata || isMetadata,
      noDefaults: isMetadata && context.isRoot ? `in top-level ${name}` : context.noDefaults,
    })
  })
}

const mapTypes: readonly string[] = ['atomic', 'granular']

function extensionErrors(schema: CustomSchema, path: FieldPath): readonly FieldError[] {
  const { type, mapType, written } = schema
  const preserve = 'x-kubernetes-preserve-unknown-fields'
  const errors: FieldError[] = []
  if (fieldOf(written, preserve) === false) {
    errors.push(invalid(child(path, preserve), false, 'must be true or undefined'))
  }
  if (mapType === undefined) return errors
  const place = child(path, 'type')
  const detail = 'must be object if x-kubernetes-map-type is specified'
  if (type === '') errors.push(required(place, detail))
  else if (type !== 'object') errors.push(invalid(place, type, detail))
  if (!mapTypes.includes(mapType)) {
    errors.push(notSupported(child(path, 'x-kubernetes-map-type'), mapType, mapTypes))
  }
  return errors
}
