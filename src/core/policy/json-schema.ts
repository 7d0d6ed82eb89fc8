import type { JsonObject, JsonValue } from '../source/json-value.ts'
import type { DocumentKind } from './document-kinds.ts'
import type { Shape } from './shape.ts'

/**
 * The JSON schema (2020-12) of a kind of document: it takes exactly the documents of that kind whose shape is right.
 * https://json-schema.org/draft/2020-12
 */
export function jsonSchemaOf(documentKind: DocumentKind): JsonObject {
  return { $schema: dialect, ...documentSchema(documentKind) }
}

/** One schema for texts in which documents of all these kinds may stand. */
export function jsonSchemaOfAny(documentKinds: readonly DocumentKind[]): JsonObject {
  const kinds = documentKinds.map(({ kind }) => kind)
  return {
    $schema: dialect,
    type: 'object',
    required: ['apiVersion', 'kind'],
    properties: { kind: { enum: kinds } },
    allOf: kinds.map((kind) => ({
      if: { properties: { kind: { const: kind } } },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON schema
      then: { $ref: `#/$defs/${kind}` },
    })),
    $defs: Object.fromEntries(
      documentKinds.map((documentKind) => [documentKind.kind, documentSchema(documentKind)]),
    ),
  }
}

/** The JSON schema of something that we write, which is no document of a kind. */
export function jsonSchemaOfShape(title: string, shape: Shape): JsonObject {
  return { $schema: dialect, title, ...schemaOf(shape, 'needed') }
}

const dialect = 'https://json-schema.org/draft/2020-12/schema'

function documentSchema({ kind, apiVersions, shape }: DocumentKind): JsonObject {
  if (shape.type !== 'object') throw new Error(`documents of kind ${kind} are no objects`)
  const fields = {
    ...shape.fields,
    apiVersion: { type: 'string', oneOf: apiVersions },
    kind: { type: 'string', oneOf: [kind] },
  } as const
  const required = [...new Set(['apiVersion', 'kind', ...(shape.required ?? [])])]
  return { title: kind, ...schemaOf({ ...shape, fields, required }, 'needed') }
}

/** Whether null may stand in the place of the value: for a field that is absent it may, for an item never. */
type Presence = 'needed' | 'nullable'

function schemaOf(shape: Shape, presence: Presence): JsonObject {
  const { description } = shape
  return {
    ...(description === undefined ? {} : { description }),
    ...structureOf(shape, presence),
  }
}

function structureOf(shape: Shape, presence: Presence): JsonObject {
  switch (shape.type) {
    case 'any':
      return presence === 'nullable' ? {} : { not: { type: 'null' } }
    case 'string':
      return { type: typeOf('string', presence), ...textRules(shape, presence) }
    case 'boolean':
    case 'integer':
      return { type: typeOf(shape.type, presence) }
    case 'list':
      return {
        type: typeOf('array', presence),
        items: shape.of.type === 'any' ? {} : schemaOf(shape.of, 'needed'),
        ...(shape.notEmpty === true ? { minItems: 1 } : {}),
      }
    case 'map':
      return {
        type: typeOf('object', presence),
        additionalProperties: schemaOf(shape.of, 'nullable'),
      }
    case 'object':
      return { type: typeOf('object', presence), ...fieldRules(shape) }
  }
}

function typeOf(type: string, presence: Presence): JsonValue {
  return presence === 'nullable' ? [type, 'null'] : type
}

/** A text of spaces alone counts as empty. */
function textRules(
  { oneOf, notEmpty }: Extract<Shape, { type: 'string' }>,
  presence: Presence,
): JsonObject {
  return {
    ...(oneOf === undefined ? {} : { enum: presence === 'nullable' ? [...oneOf, null] : oneOf }),
    ...(notEmpty === true ? { pattern: '\\S' } : {}),
  }
}

function fieldRules({ fields, required = [] }: Extract<Shape, { type: 'object' }>): JsonObject {
  return {
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [
        name,
        schemaOf(field, required.includes(name) && !field.nullable ? 'needed' : 'nullable'),
      ]),
    ),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  }
}
