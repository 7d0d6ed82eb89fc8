import { fieldOf } from '../../source/json-value.ts'
import type { DecodeMetadata } from './coerce-resources.ts'
import type { ScalePaths, Subresources } from './custom-kind.ts'
import { defaultErrors } from './default-rules.ts'
import { defaultSizeErrors } from './default-size.ts'
import { type FieldError, forbidden, invalid, required } from './field-error.ts'
import { child, type FieldPath } from './field-path.ts'
import type { CustomSchema } from './schema.ts'
import { schemaErrors } from './schema-rules.ts'
import { structuralErrors } from './structural-rules.ts'
import { isUnset, unreadableFields } from './unset.ts'

export interface VersionSchema {
  readonly schema: CustomSchema
  /** Whether an object of a version with this schema has the status subresource. */
  readonly hasStatus: boolean
  /** Of what holds the schema. */
  readonly path: FieldPath
  readonly decodeMetadata: DecodeMetadata
}

/**
 * What the API server refuses of the schema of a version.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go
 */
export function versionSchemaErrors({
  schema,
  hasStatus,
  path,
  decodeMetadata,
}: VersionSchema): readonly FieldError[] {
  const place = child(path, 'openAPIV3Schema')
  const rules = schemaErrors(schema, place)
  const errors = [
    ...(hasStatus ? rootErrors(schema, path) : []),
    ...(schema.nullable
      ? [forbidden(child(path, 'openAPIV3Schema.nullable'), 'nullable cannot be true at the root')]
      : []),
    ...formErrors(schema, place, decodeMetadata),
    ...rules,
  ]
  if (errors.length > 0 || !saysVocabulary(schema)) return errors
  return [invalid(place, '', "OpenAPIV3Schema 'schema' is not supported")]
}

/** Defaults are looked at only where the schema is structural. */
function formErrors(
  schema: CustomSchema,
  path: FieldPath,
  decodeMetadata: DecodeMetadata,
): readonly FieldError[] {
  if (!isReadable(schema)) return []
  const errors = structuralErrors(schema, path)
  return errors.length > 0
    ? errors
    : [...defaultErrors(schema, path, decodeMetadata), ...defaultSizeErrors(schema, path)]
}

/** Whether the schema, and all in it, is free of what a structural schema cannot even be read with. */
function isReadable(schema: CustomSchema): boolean {
  const { written, rules, items, properties, additionalProperties } = schema
  const parts = [
    items,
    ...properties.values(),
    typeof additionalProperties === 'object' ? additionalProperties : undefined,
    ...rules.allOf,
    ...rules.anyOf,
    ...rules.oneOf,
    rules.not,
  ].filter((part) => part !== undefined)
  const list = fieldOf(written, 'items')
  if (Array.isArray(list) && list.length > 0) return false
  if (fieldOf(written, 'x-kubernetes-preserve-unknown-fields') === false) return false
  return unreadableFields.every((name) => isAbsent(name, schema)) && parts.every(isReadable)
}

function isAbsent(name: string, { written }: CustomSchema): boolean {
  const value = fieldOf(written, name) ?? null
  if (value === null || value === '') return true
  if (name === 'additionalItems' || typeof value !== 'object') return false
  return Object.keys(value).length === 0
}

function saysVocabulary(schema: CustomSchema): boolean {
  return !isReadable(schema)
}

/** What may stand at the root, so that the schema of `status` loses nothing when it is taken out. */
const rootFields: readonly (readonly [name: string, goName: string])[] = [
  ['description', 'Description'],
  ['type', 'Type'],
  ['format', 'Format'],
  ['title', 'Title'],
  ['maximum', 'Maximum'],
  ['exclusiveMaximum', 'ExclusiveMaximum'],
  ['minimum', 'Minimum'],
  ['exclusiveMinimum', 'ExclusiveMinimum'],
  ['maxLength', 'MaxLength'],
  ['minLength', 'MinLength'],
  ['pattern', 'Pattern'],
  ['maxItems', 'MaxItems'],
  ['minItems', 'MinItems'],
  ['uniqueItems', 'UniqueItems'],
  ['multipleOf', 'MultipleOf'],
  ['required', 'Required'],
  ['items', 'Items'],
  ['properties', 'Properties'],
  ['externalDocs', 'ExternalDocs'],
  ['example', 'Example'],
  ['x-kubernetes-preserve-unknown-fields', 'XPreserveUnknownFields'],
  ['x-kubernetes-validations', 'XValidations'],
]
const rootNames: ReadonlySet<string> = new Set(rootFields.map(([name]) => name))
const goNames = rootFields.map(([, goName]) => goName).join(' ')

function rootErrors({ type, written }: CustomSchema, path: FieldPath): readonly FieldError[] {
  const when = 'at the root of the schema if the status subresource is enabled'
  if (type !== '' && type !== 'object') {
    const detail = `only "object" is allowed as the type ${when}`
    return [invalid(child(path, 'openAPIV3Schema.type'), type, detail)]
  }
  const stray = Object.entries(written).some(
    ([name, value]) => !rootNames.has(name) && !isUnset(name, value),
  )
  if (!stray) return []
  const place = child(path, 'openAPIV3Schema')
  return [invalid(place, written, `only [${goNames}] fields are allowed ${when}`)]
}

/** The paths of the scale subresource are below `.spec` and `.status`. */
export function subresourceErrors({ scale }: Subresources, path: FieldPath): readonly FieldError[] {
  if (scale === undefined) return []
  const { specReplicasPath, statusReplicasPath, labelSelectorPath } = scale
  return [
    ...pathErrors('specReplicasPath', specReplicasPath, ['.spec'], path),
    ...pathErrors('statusReplicasPath', statusReplicasPath, ['.status'], path),
    ...(labelSelectorPath === undefined || labelSelectorPath === ''
      ? []
      : pathErrors('labelSelectorPath', labelSelectorPath, ['.spec', '.status'], path)),
  ]
}

function pathErrors(
  name: keyof ScalePaths,
  value: string,
  roots: readonly string[],
  path: FieldPath,
): readonly FieldError[] {
  const place = child(path, `scale.${name}`)
  if (value === '') return [required(place)]
  if (!value.startsWith('.')) {
    return [invalid(place, value, 'must be a simple json path starting with .')]
  }
  if (roots.some((root) => value.startsWith(`${root}.`))) return []
  const under = `${roots.length > 1 ? 'either ' : ''}${roots.join(' or ')}`
  return [invalid(place, value, `should be a json path under ${under}`)]
}
