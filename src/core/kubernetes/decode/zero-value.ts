import type { JsonObject, JsonValue } from '../../source/json-value.ts'
import type { Field, FieldType, Scalar, StructType } from '../schema/field-type.ts'

/** A value while it is being made. */
export type Fresh = { [field: string]: JsonValue }

/** What Go prints of a value that was never set: a struct with the fields that it prints always, no list, no map. */
export function zeroValue(type: FieldType): JsonValue {
  if (type.kind === 'struct') return zeroStruct(type.struct)
  return type.kind === 'scalar' ? zeroScalar(type.scalar) : null
}

/** Sets the fields that Go prints although they were never set. */
export function fillAbsent(fresh: Fresh, struct: StructType): void {
  for (const field of printedAlways(struct)) {
    if (fresh[field.name] === undefined) {
      fresh[field.name] = field.pointer ? null : zeroValue(field.type)
    }
  }
}

function zeroStruct(struct: StructType): JsonObject {
  const fresh: Fresh = {}
  fillAbsent(fresh, struct)
  return fresh
}

/** Found once a struct, since decoding asks for every struct of every object. */
const found = new WeakMap<StructType, readonly Field[]>()

function printedAlways(struct: StructType): readonly Field[] {
  let fields = found.get(struct)
  if (fields === undefined) {
    fields = [...struct.fields.values()].filter(isPrintedAlways)
    found.set(struct, fields)
  }
  return fields
}

/** `omitempty` leaves out what has no items, no pointer, false, 0 and ""; never a struct. https://pkg.go.dev/encoding/json#Marshal */
function isPrintedAlways({ type, pointer, omitEmpty, omitZero }: Field): boolean {
  if (omitZero) return false
  return !omitEmpty || (!pointer && isGoStruct(type))
}

/** Whether Go holds it as a struct. */
export function isGoStruct(type: FieldType): boolean {
  return type.kind === 'struct' || (type.kind === 'scalar' && goStructs.has(type.scalar))
}

const goStructs: ReadonlySet<Scalar> = new Set<Scalar>([
  'time',
  'microTime',
  'quantity',
  'intOrString',
  'fieldsV1',
  'rawExtension',
  'json',
  'schemaOrList',
  'schemaOrBoolean',
  'schemaOrStrings',
])

function zeroScalar(scalar: Scalar): JsonValue {
  switch (scalar) {
    case 'string':
      return ''
    case 'boolean':
    case 'schemaOrBoolean':
      return false
    case 'int32':
    case 'int64':
    case 'double':
    case 'intOrString':
      return 0
    case 'quantity':
      return '0'
    default:
      return null
  }
}
