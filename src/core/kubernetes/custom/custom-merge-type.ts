import { deduced, type MergeMap, type MergeType, metadataType, untyped } from '../merge-type.ts'
import type { CustomKind } from './custom-kind.ts'
import type { CustomSchema } from './schema.ts'

/**
 * How the fields of a custom kind merge, as its published schema says: metadata, of embedded resources too, merges as
 * everywhere; what the schema does not describe may be there only where unknown fields are preserved.
 * https://github.com/kubernetes/kube-openapi/blob/master/pkg/schemaconv/openapi.go
 */
export function customMergeType({ schema }: CustomKind): MergeType {
  const type = typeOf(schema, false)
  return { ...type, map: asResource(type.map ?? mapOf(schema, false)) }
}

const text: MergeType = { scalar: 'string' }

/** The map of an object, which has a type and metadata whatever its schema says. */
function asResource(map: MergeMap): MergeMap {
  return { ...map, field: (name) => resourceField(name) ?? map.field(name) }
}

function resourceField(name: string): MergeType | undefined {
  if (name === 'metadata') return metadataType()
  return name === 'apiVersion' || name === 'kind' ? text : undefined
}

interface Known {
  readonly strict: WeakMap<CustomSchema, MergeType>
  readonly lenient: WeakMap<CustomSchema, MergeType>
}

const known: Known = { strict: new WeakMap(), lenient: new WeakMap() }

/** `isPreserved`: whether a schema around this one preserves unknown fields, and so this one. */
function typeOf(schema: CustomSchema, isPreserved: boolean): MergeType {
  const preserves = isPreserved || schema.preserveUnknownFields
  const types = preserves ? known.lenient : known.strict
  const type = types.get(schema) ?? newType(schema, preserves)
  types.set(schema, type)
  return type
}

function newType(schema: CustomSchema, preserves: boolean): MergeType {
  switch (schema.type) {
    case '':
      return {
        scalar: 'untyped',
        list: listOf(schema, preserves),
        map: mapOf(schema, preserves),
      }
    case 'object':
      return { map: mapOf(schema, preserves) }
    case 'array':
      return { list: listOf(schema, preserves) }
    case 'integer':
    case 'number':
      return { scalar: 'numeric' }
    case 'boolean':
      return { scalar: 'boolean' }
    default:
      return isPlainText(schema) ? text : untyped
  }
}

function isPlainText({ type, rules: { format } }: CustomSchema): boolean {
  return type === 'string' && (format === '' || format === 'byte')
}

function mapOf(schema: CustomSchema, preserves: boolean): MergeMap {
  const map: MergeMap = {
    atomic: schema.mapType === 'atomic',
    field: (name) => {
      const property = schema.properties.get(name)
      return property === undefined ? undefined : typeOf(property, preserves)
    },
    get others() {
      return typeOfOthers(schema, preserves)
    },
  }
  return schema.embeddedResource ? asResource(map) : map
}

function typeOfOthers(schema: CustomSchema, preserves: boolean): MergeType | undefined {
  const { additionalProperties, properties, embeddedResource } = schema
  if (additionalProperties === undefined) {
    const isFree = preserves || (properties.size === 0 && !embeddedResource)
    return isFree ? deduced : undefined
  }
  if (typeof additionalProperties === 'object') return typeOf(additionalProperties, preserves)
  return additionalProperties ? deduced : undefined
}

function listOf(
  { listType, listMapKeys, items }: CustomSchema,
  preserves: boolean,
): NonNullable<MergeType['list']> {
  const keys = listType === 'map' ? listMapKeys : []
  return {
    atomic: listType !== 'map' && listType !== 'set',
    keys: keys.map((name) => ({ name, default: items?.properties.get(name)?.default })),
    get items() {
      return items === undefined ? untyped : typeOf(items, preserves)
    },
  }
}
