import { isArray, isObject, type JsonValue } from '../../source/json-value.ts'
import type { DecodedMetadata } from '../decode/decode-metadata.ts'
import { type FieldError, invalid } from './field-error.ts'
import { child, type FieldPath, index, key, printField } from './field-path.ts'
import { mapFields, mapItems } from './map-value.ts'
import { type CustomSchema, schemaOfOthers } from './schema.ts'

/** What Go's ObjectMeta makes of the JSON of a `metadata`. */
export type DecodeMetadata = (metadata: JsonValue) => DecodedMetadata

/** The value with its embedded resources as Go reads and writes them, what of them was unknown, and what could not be read. */
export interface Coerced {
  readonly value: JsonValue
  readonly unknown: readonly UnknownMetadata[]
  readonly errors: readonly FieldError[]
}

/** A field of a `metadata` that ObjectMeta does not have. */
interface UnknownMetadata {
  readonly metadata: FieldPath
  /** As Go prints it. */
  readonly field: string
}

/**
 * Reads apiVersion, kind and metadata of the resources that stand inside of an object.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta/algorithm.go
 */
export function coerceResources(
  value: JsonValue,
  schema: CustomSchema,
  decodeMetadata: DecodeMetadata,
  path?: FieldPath,
): Coerced {
  const unknown: UnknownMetadata[] = []
  const errors: FieldError[] = []
  const left = coerced(value, schema, { path, decodeMetadata, unknown, errors })
  return { value: left, unknown, errors }
}

interface Walk {
  readonly path: FieldPath | undefined
  readonly decodeMetadata: DecodeMetadata
  readonly unknown: UnknownMetadata[]
  readonly errors: FieldError[]
}

function coerced(value: JsonValue, schema: CustomSchema | undefined, walk: Walk): JsonValue {
  if (schema === undefined || !holdsResource(schema)) return value
  if (isArray(value)) {
    return mapItems(value, (item, at) =>
      coerced(item, schema.items, { ...walk, path: index(walk.path, at) }),
    )
  }
  return isObject(value)
    ? mapFields(value, (field, name) => coercedField({ field, name }, schema, walk))
    : value
}

function coercedField(
  { field, name }: { readonly field: JsonValue; readonly name: string },
  schema: CustomSchema,
  walk: Walk,
): JsonValue {
  if (schema.embeddedResource && name === 'metadata') return coercedMetadata(field, walk)
  const path = child(walk.path, name)
  if (schema.embeddedResource && (name === 'apiVersion' || name === 'kind')) {
    if (typeof field !== 'string') walk.errors.push(invalid(path, field, 'must be a string'))
    return field
  }
  const known = schema.properties.get(name)
  return known === undefined
    ? coerced(field, schemaOfOthers(schema), { ...walk, path: key(walk.path, name) })
    : coerced(field, known, { ...walk, path })
}

/** Unlike at the root, a creationTimestamp that says nothing is left out. */
function coercedMetadata(
  value: JsonValue,
  { path, decodeMetadata, unknown, errors }: Walk,
): JsonValue {
  const place = child(path, 'metadata')
  const { metadata, unknown: fields, error } = decodeMetadata(value)
  if (error !== undefined) {
    errors.push(invalid(place, value, error))
    return value
  }
  for (const field of fields) {
    unknown.push({ metadata: place, field: `${printField(place)}.${field}` })
  }
  return mapFields(metadata, (field, name) =>
    name === 'creationTimestamp' && field === null ? undefined : field,
  )
}

const resourceHolders = new WeakMap<CustomSchema, boolean>()

/** Whether an embedded resource is described anywhere in the schema. Most have none, which is found out once. */
function holdsResource(schema: CustomSchema): boolean {
  const known = resourceHolders.get(schema)
  if (known !== undefined) return known
  const others = schemaOfOthers(schema)
  const parts = [...schema.properties.values(), schema.items, others].filter(
    (part) => part !== undefined,
  )
  const holds = schema.embeddedResource || parts.some(holdsResource)
  resourceHolders.set(schema, holds)
  return holds
}
