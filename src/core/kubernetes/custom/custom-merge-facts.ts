import { type MergeFacts, metadataFacts } from '../merge-facts.ts'
import type { CustomKind } from './custom-kind.ts'
import { type CustomSchema, schemaOfOthers } from './schema.ts'

/**
 * How the fields of a custom kind merge, as its schema says. Metadata, of embedded resources too, merges as everywhere; what
 * the schema does not describe merges field by field, its lists as a whole.
 * https://github.com/kubernetes/kube-openapi/blob/master/pkg/schemaconv/openapi.go
 */
export function customMergeFacts({ schema }: CustomKind): MergeFacts {
  return factsOfResource(schema)
}

const known = new WeakMap<CustomSchema, MergeFacts>()

function factsOf(schema: CustomSchema): MergeFacts {
  const seen = known.get(schema)
  if (seen !== undefined) return seen
  const facts = schema.embeddedResource ? factsOfResource(schema) : factsOfValue(schema)
  known.set(schema, facts)
  return facts
}

function factsOfResource(schema: CustomSchema): MergeFacts {
  const facts = factsOfValue(schema)
  return {
    ...atomicWhereSaid(schema),
    get fields() {
      return { ...facts.fields, metadata: metadataFacts() }
    },
  }
}

/** Fields are looked at when they are first asked for. */
function factsOfValue(schema: CustomSchema): MergeFacts {
  const others = schemaOfOthers(schema)
  let fields: { readonly [name: string]: MergeFacts } | undefined
  return {
    ...atomicWhereSaid(schema),
    ...listFacts(schema),
    get fields() {
      fields ??= Object.fromEntries(
        [...schema.properties].map(([name, property]) => [name, factsOf(property)]),
      )
      return fields
    },
    ...(others === undefined ? {} : { values: factsOf(others) }),
  }
}

function atomicWhereSaid({ mapType }: CustomSchema): Pick<MergeFacts, 'atomic'> {
  return mapType === 'atomic' ? { atomic: true } : {}
}

function listFacts({ listType, listMapKeys, items }: CustomSchema): Pick<MergeFacts, 'list'> {
  if (listType === 'set') return { list: { type: 'set' } }
  if (listType !== 'map' || items === undefined) return {}
  const keys = listMapKeys.map((name) => ({
    name,
    default: items.properties.get(name)?.default ?? null,
  }))
  return { list: { type: 'map', keys, item: factsOf(items) } }
}
