import type { CustomSchema } from '../../kubernetes/custom/schema.ts'
import { utf8 } from '../../source/base64.ts'
import { bytesType, durationType, timestampType } from '../check/type.ts'
import {
  booleanDeclared,
  type DeclaredType,
  doubleDeclared,
  intDeclared,
  intOrStringDeclared,
  listDeclared,
  longestText,
  mapDeclared,
  minSizeOf,
  scalar,
  textBytes,
  textDeclared,
} from './declared-type.ts'
import { escapeField } from './escape-field.ts'

/** How a schema is read. */
export interface SchemaReading {
  /** Fields that stand in for the schema's own where a resource starts: at the root and in embedded resources. */
  readonly resourceFields: (schema: CustomSchema) => ReadonlyMap<string, DeclaredType>
  /** Whether the format `int-or-string` makes it one, as in OpenAPI. */
  readonly intOrStringFormat: boolean
  /**
   * What a value without a type is, one with fields that are only preserved, and a text that the schema calls a time, a
   * duration or bytes; undefined where the schema is taken at its word.
   */
  readonly uncertain: DeclaredType | undefined
}

/**
 * The declared type of a schema that is the root of a resource, or undefined where it has none. Fields that a schema only
 * preserves have no type, and neither has a list or a map of such.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/common/schemas.go
 */
export function declaredResource(
  schema: CustomSchema,
  reading: SchemaReading,
): DeclaredType | undefined {
  return declaredAs(schema, reading, true)
}

/** The same of a schema inside of one. */
export function declaredSchema(
  schema: CustomSchema,
  reading: SchemaReading,
): DeclaredType | undefined {
  return declaredAs(schema, reading, schema.embeddedResource)
}

function declaredAs(
  schema: CustomSchema,
  reading: SchemaReading,
  isResource: boolean,
): DeclaredType | undefined {
  if (isIntOrString(schema, reading)) return intOrStringDeclared(textLimit(schema))
  switch (schema.type) {
    case 'array':
      return (
        schema.items &&
        listDeclared(declaredSchema(schema.items, reading), limit(schema.rules.maxItems))
      )
    case 'object':
      return objectType(schema, reading, isResource)
    case 'string':
      return stringTypeOf(schema, reading)
    case 'boolean':
      return booleanDeclared
    case 'number':
      return doubleDeclared
    case 'integer':
      return intDeclared
    default:
      return reading.uncertain
  }
}

function isIntOrString(
  { intOrString, rules }: CustomSchema,
  { intOrStringFormat }: SchemaReading,
): boolean {
  return intOrString || (intOrStringFormat && rules.format === 'int-or-string')
}

function objectType(
  schema: CustomSchema,
  reading: SchemaReading,
  isResource: boolean,
): DeclaredType | undefined {
  if (reading.uncertain && isOpen(schema)) return reading.uncertain
  if (typeof schema.additionalProperties === 'object') {
    const values = declaredSchema(schema.additionalProperties, reading)
    return mapDeclared(values, limit(schema.rules.maxProperties))
  }
  const own = [...schema.properties].map(
    ([name, property]): NamedType => ({
      name,
      declared: declaredSchema(property, reading),
      hasDefault: property.default !== undefined,
    }),
  )
  const named = isResource ? replaced(own, reading.resourceFields(schema)) : own
  const required = new Set(schema.rules.required)
  return {
    kind: 'object',
    fields: new Map(named.flatMap(namedField)),
    minSize: named.reduce((size, field) => size + sizeOf(field, required), 2n),
  }
}

function isOpen({ preserveUnknownFields, additionalProperties }: CustomSchema): boolean {
  return preserveUnknownFields || additionalProperties === true
}

interface NamedType {
  readonly name: string
  readonly declared: DeclaredType | undefined
  readonly hasDefault: boolean
}

function replaced(
  own: readonly NamedType[],
  fields: ReadonlyMap<string, DeclaredType>,
): readonly NamedType[] {
  return [
    ...own.filter(({ name }) => !fields.has(name)),
    ...[...fields].map(([name, declared]) => ({ name, declared, hasDefault: false })),
  ]
}

function namedField({ name, declared }: NamedType): [string, DeclaredType][] {
  const escaped = escapeField(name)
  return escaped === undefined || declared === undefined ? [] : [[escaped, declared]]
}

/** What a field adds to every object: nothing where it may be missing, or is set when it is. */
function sizeOf({ name, declared, hasDefault }: NamedType, required: ReadonlySet<string>): bigint {
  if (declared === undefined || hasDefault || !required.has(name)) return 0n
  return BigInt(utf8(name).length) + minSizeOf(declared) + 4n
}

/** The sizes of dates, times and durations are those of their longest and shortest texts. */
function stringTypeOf(schema: CustomSchema, { uncertain }: SchemaReading): DeclaredType {
  const text = formatted(schema)
  if (text !== undefined) return uncertain ?? text
  return textDeclared(textLimit(schema) ?? longestValue(schema))
}

function formatted(schema: CustomSchema): DeclaredType | undefined {
  switch (schema.rules.format) {
    case 'byte':
      return scalar(bytesType, 2n, limit(schema.rules.maxLength) ?? longestText)
    case 'duration':
      return scalar(durationType, 3n, 32n)
    case 'date':
      return scalar(timestampType, 12n, 12n)
    case 'date-time':
      return scalar(timestampType, 21n, 32n)
    default:
      return undefined
  }
}

function textLimit({ rules }: CustomSchema): bigint | undefined {
  return rules.maxLength === undefined ? undefined : textBytes(BigInt(rules.maxLength))
}

function longestValue({ rules }: CustomSchema): bigint | undefined {
  if (rules.enum.length === 0) return undefined
  const lengths = rules.enum.map((value) => (typeof value === 'string' ? utf8(value).length : 0))
  return BigInt(Math.max(...lengths))
}

function limit(value: number | bigint | undefined): bigint | undefined {
  if (value === undefined) return undefined
  return value < 0 ? 0n : BigInt(value)
}
