import {
  anyType,
  boolType,
  bytesType,
  doubleType,
  durationType,
  dynType,
  intType,
  listType,
  mapType,
  nullableType,
  nullType,
  stringType,
  structType,
  type Type,
  timestampType,
  uintType,
} from './type.ts'

/**
 * The types of a message of protobuf's well-known files; undefined for a name that is none of them.
 * https://protobuf.dev/reference/protobuf/google.protobuf/
 */
export function wellKnownType(name: string): Type | undefined {
  return messages.get(name)?.type
}

/** The types of the message's fields. */
export function wellKnownFields(name: string): ReadonlyMap<string, Type> | undefined {
  return messages.get(name)?.fields
}

/** The message that a literal of a type with a name of its own (`duration{…}`) makes; undefined where there is none. */
export function messageNameOf(type: Type): string | undefined {
  switch (type.kind) {
    case 'list':
      return type.parameters[0]?.kind === 'dyn' ? 'google.protobuf.ListValue' : undefined
    case 'map':
      return isJsonObject(type) ? 'google.protobuf.Struct' : undefined
    case 'bool':
    case 'bytes':
    case 'double':
    case 'int':
    case 'string':
    case 'uint':
      return type.nullable ? wrapperNames[type.kind] : undefined
    default:
      return otherMessages.get(type.kind)
  }
}

/** The enum value that the name stands for; there is only one. */
export const enumValueName = 'google.protobuf.NullValue.NULL_VALUE'

function isJsonObject({ parameters: [key, value] }: Type): boolean {
  return key?.kind === 'string' && value?.kind === 'dyn'
}

const wrapperNames = {
  bool: 'google.protobuf.BoolValue',
  bytes: 'google.protobuf.BytesValue',
  double: 'google.protobuf.DoubleValue',
  int: 'google.protobuf.Int64Value',
  string: 'google.protobuf.StringValue',
  uint: 'google.protobuf.UInt64Value',
} as const

const otherMessages: ReadonlyMap<Type['kind'], string> = new Map([
  ['any', 'google.protobuf.Any'],
  ['duration', 'google.protobuf.Duration'],
  ['dyn', 'google.protobuf.Value'],
  ['null', 'google.protobuf.NullValue'],
  ['timestamp', 'google.protobuf.Timestamp'],
])

interface Message {
  readonly type: Type
  readonly fields: ReadonlyMap<string, Type>
}

function message(
  name: string,
  type: Type,
  fields: Readonly<Record<string, Type>>,
): [string, Message] {
  return [`google.protobuf.${name}`, { type, fields: new Map(Object.entries(fields)) }]
}

function wrapper(name: string, value: Type): [string, Message] {
  return message(name, nullableType(value), { value })
}

const objectType = mapType(stringType, dynType)
const arrayType = listType(dynType)
const pointInTime = { seconds: intType, nanos: intType }

const messages: ReadonlyMap<string, Message> = new Map([
  message('Any', anyType, { type_url: stringType, value: bytesType }),
  message('Duration', durationType, pointInTime),
  message('Timestamp', timestampType, pointInTime),
  message('Empty', structType('google.protobuf.Empty'), {}),
  message('Struct', objectType, { fields: objectType }),
  message('Struct.FieldsEntry', structType('google.protobuf.Struct.FieldsEntry'), {
    key: stringType,
    value: dynType,
  }),
  message('ListValue', arrayType, { values: arrayType }),
  message('Value', dynType, {
    null_value: intType,
    number_value: doubleType,
    string_value: stringType,
    bool_value: boolType,
    struct_value: objectType,
    list_value: arrayType,
  }),
  wrapper('BoolValue', boolType),
  wrapper('BytesValue', bytesType),
  wrapper('DoubleValue', doubleType),
  wrapper('FloatValue', doubleType),
  wrapper('Int32Value', intType),
  wrapper('Int64Value', intType),
  wrapper('StringValue', stringType),
  wrapper('UInt32Value', uintType),
  wrapper('UInt64Value', uintType),
])

/** The scalars that Kubernetes gives a name as messages, without fields. https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/cel/types.go */
export const scalarNames: ReadonlyMap<string, Type> = new Map([
  ['bool', boolType],
  ['bytes', bytesType],
  ['double', doubleType],
  ['duration', durationType],
  ['int', intType],
  ['list', listType(anyType)],
  ['map', mapType(anyType, anyType)],
  ['null_type', nullType],
  ['string', stringType],
  ['timestamp', timestampType],
  ['uint', uintType],
])
