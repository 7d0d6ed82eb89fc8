import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../source/json-value.ts'
import { child, type FieldPath, index } from './field-path.ts'
import { mapFields, mapItems } from './map-value.ts'
import { type CustomSchema, schemaOfOthers } from './schema.ts'

/** What is left of a value, and every field that was taken away. */
export interface Pruned {
  readonly value: JsonValue
  readonly unknown: readonly FieldPath[]
}

/**
 * Takes away the fields that the schema does not describe. The root counts as an embedded resource, whose apiVersion, kind
 * and metadata are left alone.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning/algorithm.go
 */
export function pruneRoot(object: JsonObject, schema: CustomSchema): Pruned {
  return prune(object, { ...schema, embeddedResource: true })
}

/** The same below the root. */
export function prune(value: JsonValue, schema: CustomSchema): Pruned {
  const unknown: FieldPath[] = []
  const left = pruned(value, schema, { path: undefined, unknown })
  return { value: left, unknown }
}

interface Walk {
  readonly path: FieldPath | undefined
  readonly unknown: FieldPath[]
}

const resourceFields: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata'])

function pruned(value: JsonValue, schema: CustomSchema | undefined, walk: Walk): JsonValue {
  if (schema === undefined) return withoutFields(value, walk)
  if (isArray(value)) return prunedItems(value, schema, walk)
  return isObject(value) ? prunedFields(value, schema, walk) : value
}

function prunedItems(value: JsonArray, schema: CustomSchema, walk: Walk): JsonValue {
  const { items, preserveUnknownFields } = schema
  if (preserveUnknownFields && items === undefined) return value
  const seen = preserveUnknownFields && items ? { ...items, preserveUnknownFields } : items
  return mapItems(value, (item, at) => pruned(item, seen, { ...walk, path: index(walk.path, at) }))
}

function prunedFields(value: JsonObject, schema: CustomSchema, walk: Walk): JsonValue {
  return mapFields(value, (field, name) => {
    if (schema.embeddedResource && resourceFields.has(name)) return field
    const path = child(walk.path, name)
    const known = schema.properties.get(name)
    if (known !== undefined) return pruned(field, known, { ...walk, path })
    if (schema.additionalProperties !== undefined) {
      return pruned(field, schemaOfOthers(schema), { ...walk, path })
    }
    if (schema.preserveUnknownFields) return field
    walk.unknown.push(path)
    return undefined
  })
}

/** Without a schema no object keeps a field, in lists of any depth; a list of lists is walked without recursion. */
function withoutFields(value: JsonValue, { path, unknown }: Walk): JsonValue {
  const root: JsonValue[] = []
  const open: Open[] = [{ value, into: root, at: 0, path }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    next.into[next.at] = emptied(next, open, unknown)
  }
  return root[0] ?? null
}

interface Open {
  readonly value: JsonValue
  readonly into: JsonValue[]
  readonly at: number
  readonly path: FieldPath | undefined
}

function emptied({ value, path }: Open, open: Open[], unknown: FieldPath[]): JsonValue {
  if (isArray(value)) {
    const items: JsonValue[] = []
    for (const [at, item] of value.entries()) {
      open.push({ value: item, into: items, at, path: index(path, at) })
    }
    return items
  }
  if (!isObject(value)) return value
  for (const name of Object.keys(value)) unknown.push(child(path, name))
  return {}
}
