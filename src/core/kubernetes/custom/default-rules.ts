import { jsonEqual } from '../../source/equal.ts'
import { isObject, type JsonValue } from '../../source/json-value.ts'
import type { Path } from '../../source/path.ts'
import { coerceResources, type DecodeMetadata } from './coerce-resources.ts'
import { embeddedErrors } from './embedded-rules.ts'
import { type FieldError, invalid, printFieldError } from './field-error.ts'
import { child, type FieldPath, key } from './field-path.ts'
import { prune } from './prune.ts'
import type { CustomSchema } from './schema.ts'
import { surround } from './surround.ts'
import { validateValue } from './validate-value.ts'

/**
 * Defaults must have no unknown fields and be values that the schema allows; one inside of an embedded resource's metadata
 * must result in metadata that can be decoded.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting/validation.go
 */
export function defaultErrors(
  schema: CustomSchema,
  path: FieldPath,
  decodeMetadata: DecodeMetadata,
): readonly FieldError[] {
  const resource: CustomSchema = { ...schema, embeddedResource: true }
  return errorsOf(resource, path, { resource, steps: [], insideMetadata: false, decodeMetadata })
}

interface Context {
  /** The closest resource around, and the way from there. */
  readonly resource: CustomSchema
  readonly steps: Path
  readonly insideMetadata: boolean
  readonly decodeMetadata: DecodeMetadata
}

const resourceFields: ReadonlySet<string> = new Set(['metadata', 'kind', 'apiVersion'])

function errorsOf(schema: CustomSchema, path: FieldPath, outer: Context): readonly FieldError[] {
  const context: Context = schema.embeddedResource
    ? { ...outer, resource: schema, steps: [], insideMetadata: false }
    : outer
  const items =
    schema.items === undefined
      ? []
      : errorsOf(schema.items, child(path, 'items'), below(context, 0))
  const properties = [...schema.properties].flatMap(([name, property]) => {
    const isMetadata = schema.embeddedResource && resourceFields.has(name)
    const place = key(child(path, 'properties'), name)
    const inside = below(context, name)
    return errorsOf(property, place, {
      ...inside,
      insideMetadata: inside.insideMetadata || isMetadata,
    })
  })
  return [...errorsOfDefault(schema, child(path, 'default'), context), ...items, ...properties]
}

function below(context: Context, step: string | number): Context {
  return { ...context, steps: [...context.steps, step] }
}

function errorsOfDefault(
  schema: CustomSchema,
  place: FieldPath,
  context: Context,
): readonly FieldError[] {
  const value = schema.default
  if (value === undefined) return []
  const inside = context.insideMetadata
  const unknown =
    inside || jsonEqual(prune(value, schema).value, value)
      ? []
      : [invalid(place, value, 'must not have unknown fields')]
  const { decodeMetadata } = context
  const resource = inside
    ? { value, errors: metadataErrors(value, place, context) }
    : resourceOf({ value, schema, path: place, decodeMetadata })
  if (resource.errors.length > 0) return [...unknown, ...resource.errors]
  const whole = { base: place, path: undefined, isDefault: true }
  return [...unknown, ...validateValue(resource.value, schema, whole)]
}

/** What the value would be inside of its resource. */
function metadataErrors(
  value: JsonValue,
  place: FieldPath,
  { resource, steps, decodeMetadata }: Context,
): readonly FieldError[] {
  const around = surround(value, steps)
  const types = { kind: 'Validation', apiVersion: 'validation/v1' }
  const whole = isObject(around) ? { ...types, ...around } : types
  const { errors } = resourceOf({ value: whole, schema: resource, path: undefined, decodeMetadata })
  const messages = errors.map(printFieldError)
  if (messages.length === 0) return []
  const text = messages.length === 1 ? messages[0] : `[${messages.join(', ')}]`
  return [invalid(place, value, `must result in valid metadata: ${text}`)]
}

interface Sent {
  readonly value: JsonValue
  readonly schema: CustomSchema
  readonly path: FieldPath | undefined
  readonly decodeMetadata: DecodeMetadata
}

/** The value with its embedded resources decoded; of what cannot be decoded only the first is said. */
function resourceOf({ value, schema, path, decodeMetadata }: Sent) {
  const { value: decoded, errors } = coerceResources(value, schema, decodeMetadata, path)
  if (errors.length > 0) return { value, errors: errors.slice(0, 1) }
  return { value: decoded, errors: embeddedErrors(decoded, schema, path) }
}
