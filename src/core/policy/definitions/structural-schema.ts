import type { JsonObject } from '../../source/json-value.ts'
import type { Shape } from '../shape.ts'

/** What stands in the schema of a field beside its type; the path is `spec.mutations[].patchType`. */
export type AdditionsAt = (path: string) => JsonObject

/**
 * A shape as the structural schema of a CustomResourceDefinition, which takes every value that the shape takes. A null in the
 * place of a field is dropped by the API server before it looks.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function structuralSchemaOf(
  shape: Shape,
  path: string,
  additionsAt: AdditionsAt,
): JsonObject {
  const { description } = shape
  return {
    ...(description === undefined ? {} : { description }),
    ...structureOf(shape, path, additionsAt),
    ...additionsAt(path),
  }
}

const anything = { 'x-kubernetes-preserve-unknown-fields': true } as const

function structureOf(shape: Shape, path: string, additionsAt: AdditionsAt): JsonObject {
  switch (shape.type) {
    case 'any':
      return { ...anything, nullable: true }
    case 'string':
      return { type: 'string', ...textRules(shape) }
    case 'boolean':
      return { type: 'boolean' }
    case 'integer':
      return { type: 'integer', format: 'int64' }
    case 'list':
      return {
        type: 'array',
        items: structuralSchemaOf(shape.of, `${path}[]`, additionsAt),
        ...(shape.notEmpty === true ? { minItems: 1 } : {}),
      }
    case 'map':
      return { type: 'object', ...valuesOf(shape.of, path, additionsAt) }
    case 'object':
      return { type: 'object', ...fieldsOf(shape, path, additionsAt) }
  }
}

/** A text of spaces alone counts as empty. */
function textRules({ oneOf, notEmpty }: Extract<Shape, { type: 'string' }>): JsonObject {
  return {
    ...(oneOf === undefined ? {} : { enum: oneOf }),
    ...(notEmpty === true ? { pattern: '\\S' } : {}),
  }
}

function valuesOf(of: Shape, path: string, additionsAt: AdditionsAt): JsonObject {
  if (of.type === 'any') return anything
  return { additionalProperties: structuralSchemaOf(of, `${path}{}`, additionsAt) }
}

function fieldsOf(
  { fields, required = [] }: Extract<Shape, { type: 'object' }>,
  path: string,
  additionsAt: AdditionsAt,
): JsonObject {
  const properties = Object.entries(fields).map(([name, field]) => [
    name,
    structuralSchemaOf(field, `${path}.${name}`, additionsAt),
  ])
  return {
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(properties),
  }
}
