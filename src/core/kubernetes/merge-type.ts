import type { JsonValue } from '../source/json-value.ts'
import type { Field, FieldType, Scalar, StructType } from './schema/field-type.ts'
import { structNamed } from './schema/schema.ts'

/**
 * What a structured merge knows of a value: each form that it may have, and how such values merge. A value of a form that is
 * not there is refused. https://github.com/kubernetes-sigs/structured-merge-diff/blob/v6.4.2/schema/elements.go (Atom)
 */
export interface MergeType {
  readonly scalar?: 'string' | 'numeric' | 'boolean' | 'untyped'
  readonly map?: MergeMap
  readonly list?: MergeList
}

export interface MergeMap {
  /** Whether a patch would replace it as a whole, which no patch may. */
  readonly atomic: boolean
  /** The type of a field that is declared by its name. */
  readonly field: (name: string) => MergeType | undefined
  /** The type of all other fields; undefined where there may be none. */
  readonly others: MergeType | undefined
}

export interface MergeList {
  readonly atomic: boolean
  /** What tells items apart; without keys their values do. */
  readonly keys: readonly MergeKey[]
  readonly items: MergeType
}

/** A field that tells the items of a list apart, and its value where an item lacks it. */
interface MergeKey {
  readonly name: string
  readonly default: JsonValue | undefined
}

export const untyped: MergeType = { scalar: 'untyped' }

/** Anything, merged field by field; lists as a whole. */
export const deduced: MergeType = {
  scalar: 'untyped',
  list: { atomic: true, keys: [], items: untyped },
  map: {
    atomic: false,
    field: noField,
    get others() {
      return deduced
    },
  },
}

/** Anything, as a whole. */
const untypedAtomic: MergeType = {
  scalar: 'untyped',
  get list() {
    return { atomic: true, keys: [], items: untypedAtomic }
  },
  get map() {
    return { atomic: true, field: noField, others: untypedAtomic }
  },
}

function noField(): undefined {
  return undefined
}

/** The type of `metadata`, which every kind has. */
export function metadataType(): MergeType {
  return typeOfStruct(structNamed('meta.v1.ObjectMeta'))
}

const known = new WeakMap<StructType, MergeType>()

/** The type of a Go struct. Its fields are looked at when they are first asked for: a schema may hold itself. */
export function typeOfStruct(struct: StructType): MergeType {
  const seen = known.get(struct)
  if (seen !== undefined) return seen
  const types = new Map<string, MergeType>()
  const field = (name: string): MergeType | undefined => {
    const declared = struct.fields.get(name)
    if (declared === undefined) return undefined
    const type = types.get(name) ?? typeOf(declared.type)
    types.set(name, type)
    return type
  }
  const type: MergeType = { map: { atomic: struct.atomic, field, others: undefined } }
  known.set(struct, type)
  return type
}

function typeOf(type: FieldType): MergeType {
  switch (type.kind) {
    case 'scalar':
      return scalars[type.scalar]
    case 'map':
      return { map: { atomic: type.atomic, field: noField, others: typeOf(type.values) } }
    case 'list':
      return { list: listOf(type) }
    case 'struct': {
      const { map } = typeOfStruct(type.struct)
      return map === undefined ? {} : { map: { ...map, atomic: type.atomic } }
    }
  }
}

const text: MergeType = { scalar: 'string' }
const numeric: MergeType = { scalar: 'numeric' }
const anyMap: MergeType = { map: { atomic: false, field: noField, others: deduced } }

/** As the API server's OpenAPI documents describe them. https://github.com/kubernetes/kube-openapi/blob/master/pkg/schemaconv/smd.go */
const scalars: Readonly<Record<Scalar, MergeType>> = {
  string: text,
  boolean: { scalar: 'boolean' },
  int32: numeric,
  int64: numeric,
  double: numeric,
  bytes: text,
  time: untyped,
  microTime: untyped,
  quantity: untyped,
  intOrString: deduced,
  fieldsV1: anyMap,
  rawExtension: untypedAtomic,
  json: deduced,
  schemaOrList: deduced,
  schemaOrBoolean: deduced,
  schemaOrStrings: deduced,
}

function listOf({ list, keys, items }: Extract<FieldType, { kind: 'list' }>): MergeList {
  const fields = items.kind === 'struct' ? items.struct.fields : undefined
  return {
    atomic: list === 'atomic',
    keys: keys.map((name) => ({ name, default: keyDefault(fields?.get(name)) })),
    get items() {
      return typeOf(items)
    },
  }
}

/** What Go prints always has its empty value as default in the OpenAPI documents. */
function keyDefault(field: Field | undefined): JsonValue | undefined {
  if (field === undefined) return undefined
  if (field.default !== undefined || field.omitEmpty || field.pointer) return field.default
  if (field.type.kind !== 'scalar') return undefined
  return emptyKeys[field.type.scalar]
}

const emptyKeys: Partial<Readonly<Record<Scalar, JsonValue>>> = {
  string: '',
  boolean: false,
  int32: 0,
  int64: 0,
}
