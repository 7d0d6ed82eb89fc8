import type { Field, FieldType, Scalar, StructType } from '../../kubernetes/schema/field-type.ts'
import { bytesType, timestampType } from '../check/type.ts'
import {
  anything,
  booleanDeclared,
  type DeclaredType,
  doubleDeclared,
  emptyObject,
  intDeclared,
  intOrStringDeclared,
  listDeclared,
  longestText,
  mapDeclared,
  minSizeOf,
  scalar,
  textDeclared,
} from './declared-type.ts'
import { escapeField } from './escape-field.ts'

/** How structs are read. */
export interface StructReading {
  readonly scalars: { readonly [scalar in Scalar]: DeclaredType | undefined }
  /** What a struct inside of itself is. */
  readonly repeated: DeclaredType
}

/** The declared type of a built-in kind's struct. */
export function declaredStruct(struct: StructType, reading: StructReading): DeclaredType {
  return structWithin(struct, { reading, around: [] })
}

interface Within {
  readonly reading: StructReading
  readonly around: readonly StructType[]
}

function structWithin(struct: StructType, { reading, around }: Within): DeclaredType {
  if (around.includes(struct)) return reading.repeated
  const within: Within = { reading, around: [...around, struct] }
  let fields: ReadonlyMap<string, DeclaredType> | undefined
  let minSize: bigint | undefined
  return {
    kind: 'object',
    get fields() {
      fields ??= fieldsOf(struct, within)
      return fields
    },
    get minSize() {
      minSize ??= sizeOf(struct, within)
      return minSize
    },
  }
}

function fieldsOf(struct: StructType, within: Within): ReadonlyMap<string, DeclaredType> {
  return new Map(
    [...struct.fields].flatMap(([name, field]) => {
      const escaped = escapeField(name)
      const declared = fieldType(field.type, field.values, within)
      return escaped === undefined || declared === undefined ? [] : [[escaped, declared]]
    }),
  )
}

/** What every object of the struct holds: fields that are required and have no default, as plain values of Go have. */
function sizeOf(struct: StructType, within: Within): bigint {
  return [...struct.fields.values()]
    .filter(isAlwaysThere)
    .reduce((size, { name, type, values }) => {
      const declared = fieldType(type, values, within)
      return declared === undefined ? size : size + BigInt(name.length) + minSizeOf(declared) + 4n
    }, 2n)
}

function isAlwaysThere({ required, pointer, type }: Field): boolean {
  return required && (pointer || type.kind !== 'scalar' || !plain.has(type.scalar))
}

const plain: ReadonlySet<Scalar> = new Set(['string', 'boolean', 'int32', 'int64', 'double'])

function fieldType(
  type: FieldType,
  values: readonly string[],
  within: Within,
): DeclaredType | undefined {
  switch (type.kind) {
    case 'scalar':
      return scalarType(type.scalar, values, within.reading)
    case 'list':
      return listDeclared(fieldType(type.items, [], within))
    case 'map':
      return mapDeclared(fieldType(type.values, [], within))
    case 'struct':
      return structWithin(type.struct, within)
  }
}

function scalarType(
  name: Scalar,
  values: readonly string[],
  { scalars }: StructReading,
): DeclaredType | undefined {
  if (name === 'string' && values.length > 0) {
    return textDeclared(BigInt(Math.max(...values.map((value) => value.length))))
  }
  return scalars[name]
}

const timeDeclared = scalar(timestampType, 21n, 32n)

/**
 * As the API server's type checking sees structs: a struct inside of itself has no fields, and neither quantities nor
 * alternatives (`JSONSchemaPropsOrArray`) have a type.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/openapi/resolver/refs.go
 */
export const publishedStruct: StructReading = {
  repeated: emptyObject,
  scalars: {
    string: textDeclared(),
    boolean: booleanDeclared,
    int32: intDeclared,
    int64: intDeclared,
    double: doubleDeclared,
    bytes: scalar(bytesType, 2n, longestText),
    time: timeDeclared,
    microTime: timeDeclared,
    quantity: undefined,
    intOrString: intOrStringDeclared(),
    fieldsV1: emptyObject,
    rawExtension: emptyObject,
    json: undefined,
    schemaOrList: undefined,
    schemaOrBoolean: undefined,
    schemaOrStrings: undefined,
  },
}

/** Only what is certain of the objects that expressions get: every field exists, and times and bytes are texts in them. */
export const certainStruct: StructReading = {
  repeated: anything,
  scalars: {
    ...publishedStruct.scalars,
    bytes: anything,
    time: anything,
    microTime: anything,
    quantity: anything,
    fieldsV1: anything,
    rawExtension: anything,
    json: anything,
    schemaOrList: anything,
    schemaOrBoolean: anything,
    schemaOrStrings: anything,
  },
}
