import type { JsonValue } from '../source/json-value.ts'
import type { Field, FieldType, StructType } from './schema/field-type.ts'
import { structNamed } from './schema/schema.ts'

/**
 * How a field merges: which lists are maps by which keys or sets, which lists, maps and structs are atomic.
 * What is not said: a list is atomic, a map or struct merges field by field (the defaults of OpenAPI's
 * `x-kubernetes-list-type` and `x-kubernetes-map-type`).
 */
export interface MergeFacts {
  readonly fields?: { readonly [name: string]: MergeFacts }
  /** The facts of every field that `fields` does not name. */
  readonly values?: MergeFacts
  readonly atomic?: true
  readonly list?:
    | { readonly type: 'map'; readonly keys: readonly MergeKey[]; readonly item: MergeFacts }
    | { readonly type: 'set' }
}

/** A field that tells the items of a list map apart, and its value where an item lacks it. */
interface MergeKey {
  readonly name: string
  readonly default: JsonValue
}

/** The facts of `metadata`, which every kind has. */
export function metadataFacts(): MergeFacts {
  return factsOfStruct(structNamed('meta.v1.ObjectMeta'))
}

const known = new WeakMap<StructType, MergeFacts>()

/** The facts of a Go struct. Its fields are looked at when they are first asked for: a schema may hold itself. */
export function factsOfStruct(struct: StructType): MergeFacts {
  const seen = known.get(struct)
  if (seen !== undefined) return seen
  let fields: { readonly [name: string]: MergeFacts } | undefined
  const facts: MergeFacts = {
    get fields() {
      fields ??= fieldFacts(struct.fields)
      return fields
    },
  }
  known.set(struct, facts)
  return facts
}

function fieldFacts(fields: ReadonlyMap<string, Field>): { readonly [name: string]: MergeFacts } {
  return Object.fromEntries([...fields].map(([name, { type }]) => [name, factsOf(type)]))
}

function factsOf(type: FieldType): MergeFacts {
  switch (type.kind) {
    case 'scalar':
      return plain
    case 'map':
      return type.atomic ? { atomic: true, values: factsOf(type.values) } : valuesOf(type.values)
    case 'list':
      return listFacts(type)
    case 'struct':
      return type.atomic ? atomicStruct(type.struct) : factsOfStruct(type.struct)
  }
}

const plain: MergeFacts = {}

function valuesOf(values: FieldType): MergeFacts {
  return { values: factsOf(values) }
}

function atomicStruct(struct: StructType): MergeFacts {
  const facts = factsOfStruct(struct)
  return {
    atomic: true,
    get fields() {
      return facts.fields ?? {}
    },
  }
}

function listFacts({ list, keys, items }: Extract<FieldType, { kind: 'list' }>): MergeFacts {
  switch (list) {
    case 'atomic':
      return plain
    case 'set':
      return { list: { type: 'set' } }
    case 'map': {
      const fields = items.kind === 'struct' ? items.struct.fields : undefined
      const keyed = keys.map((name) => ({ name, default: fields?.get(name)?.default ?? null }))
      return { list: { type: 'map', keys: keyed, item: factsOf(items) } }
    }
  }
}
