import { isObject, type JsonValue, valueAt } from '../../source/json-value.ts'
import type { Path } from '../../source/path.ts'
import { coerceResources, type DecodeMetadata } from './coerce-resources.ts'
import { pruneRoot } from './prune.ts'
import type { CustomSchema } from './schema.ts'
import { surround } from './surround.ts'

/**
 * The schema with its defaults as they would come out of a sent object: metadata of embedded resources decoded, and without
 * unknown fields, which nobody refuses in the values of a map.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting/prune.go
 */
export function pruneDefaults(schema: CustomSchema, decodeMetadata: DecodeMetadata): CustomSchema {
  return withPruned(schema, [], { root: schema, decodeMetadata })
}

interface Context {
  readonly root: CustomSchema
  readonly decodeMetadata: DecodeMetadata
}

function withPruned(schema: CustomSchema, steps: Path, context: Context): CustomSchema {
  const { items, additionalProperties, properties } = schema
  return {
    ...schema,
    default:
      schema.default === undefined ? undefined : prunedDefault(schema.default, steps, context),
    items: items && withPruned(items, [...steps, 0], context),
    additionalProperties:
      typeof additionalProperties === 'object'
        ? withPruned(additionalProperties, [...steps, '*'], context)
        : additionalProperties,
    properties: new Map(
      [...properties].map(([name, property]) => [
        name,
        withPruned(property, [...steps, name], context),
      ]),
    ),
  }
}

function prunedDefault(
  value: JsonValue,
  steps: Path,
  { root, decodeMetadata }: Context,
): JsonValue | undefined {
  const coerced = coerceResources(surround(value, steps), root, decodeMetadata).value
  const left = isObject(coerced) ? pruneRoot(coerced, root).value : coerced
  return valueAt(left, steps) ?? undefined
}
