import { valueAt } from '../../source/json-value.ts'
import type { Path } from '../../source/path.ts'
import { coerceResources, type DecodeMetadata, holdsResource } from './coerce-resources.ts'
import type { CustomSchema } from './schema.ts'
import { surround } from './surround.ts'

/**
 * The schema with the metadata of embedded resources in its defaults decoded, as that of a sent object would be: what
 * ObjectMeta does not know is gone.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting/prune.go
 */
export function decodeDefaults(schema: CustomSchema, decodeMetadata: DecodeMetadata): CustomSchema {
  if (!holdsResource(schema)) return schema
  return decoded(schema, [], { root: schema, decodeMetadata })
}

interface Context {
  readonly root: CustomSchema
  readonly decodeMetadata: DecodeMetadata
}

function decoded(schema: CustomSchema, steps: Path, context: Context): CustomSchema {
  const { items, additionalProperties, properties } = schema
  return {
    ...schema,
    default: decodedDefault(schema, steps, context),
    items: items && decoded(items, [...steps, 0], context),
    additionalProperties:
      typeof additionalProperties === 'object'
        ? decoded(additionalProperties, [...steps, '*'], context)
        : additionalProperties,
    properties: new Map(
      [...properties].map(([name, property]) => [
        name,
        decoded(property, [...steps, name], context),
      ]),
    ),
  }
}

function decodedDefault(schema: CustomSchema, steps: Path, { root, decodeMetadata }: Context) {
  if (schema.default === undefined) return undefined
  const { value } = coerceResources(surround(schema.default, steps), root, decodeMetadata)
  return valueAt(value, steps)
}
