import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../source/json-value.ts'
import type { Field, FieldType, StructType } from '../schema/field-type.ts'
import { decodeScalar, type SchemaOr } from './decode-scalar.ts'
import {
  type Decoding,
  endDecoder,
  reportUndecodable,
  reportUnknownField,
  reportWrongType,
  startDecoder,
} from './decoding.ts'
import { isKeptEmpty } from './kept-empty.ts'
import { schemaType } from './schema-type.ts'
import { goValueName } from './value-name.ts'
import { type Fresh, fillAbsent, isGoStruct, zeroValue } from './zero-value.ts'

/** How deep objects may nest; Go's limit is 10,000, this keeps within an engine's stack. */
const maximumDepth = 1000

/**
 * The fields of a struct in the form in which Go prints them again; `null` is a field that was not set. Schemas nest deeply,
 * so what decodes one level makes few calls: four for a schema in a schema.
 */
export function decodeFields(
  decoding: Decoding,
  value: JsonObject,
  struct: StructType,
): JsonObject {
  const fresh: Fresh = {}
  for (const key of keysOf(decoding, value)) {
    const field = struct.fields.get(key)
    const item = value[key]
    if (field === undefined) reportUnknownField(decoding, key, struct)
    else if (item !== null && item !== undefined) {
      decoding.path.push(key)
      const decoded = decodeValue(decoding, item, field.type)
      decoding.path.pop()
      if (field.pointer || !isLeftOut(decoded, field) || isKeptEmpty(struct.name, key, decoded)) {
        fresh[key] = decoded
      }
    }
  }
  fillAbsent(fresh, struct)
  return fresh
}

/** Whether Go prints no field for a value that it does not hold by a pointer. */
function isLeftOut(value: JsonValue, { type, omitEmpty, omitZero }: Field): boolean {
  if (isGoStruct(type)) return omitZero && value === null
  return (omitEmpty || omitZero) && isEmpty(value)
}

function isEmpty(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return !value
  if (isArray(value)) return value.length === 0
  for (const _ in value) return false
  return true
}

function decodeValue(decoding: Decoding, value: JsonValue, type: FieldType): JsonValue {
  if (value === null) return zeroValue(type)
  switch (type.kind) {
    case 'scalar':
      return decodeSingle(decoding, value, type)
    case 'list':
      if (isArray(value)) return decodeList(decoding, value, type.items)
      return wrongType(decoding, value, type, 'a list')
    case 'map':
      if (isObject(value)) return decodeMap(decoding, value, type.values)
      return wrongType(decoding, value, type, 'a mapping')
    case 'struct':
      if (!isObject(value)) return wrongType(decoding, value, type, 'a mapping')
      return isTooDeep(decoding, value)
        ? zeroValue(type)
        : decodeFields(decoding, value, type.struct)
  }
}

function decodeSingle(decoding: Decoding, value: JsonValue, type: Single): JsonValue {
  switch (type.scalar) {
    case 'schemaOrList':
    case 'schemaOrBoolean':
    case 'schemaOrStrings':
      return decodeSchemaOr(decoding, value, type.scalar)
    default:
      return decodeScalar(decoding, value, type.scalar, type.goType) ?? zeroValue(type)
  }
}

type Single = Extract<FieldType, { kind: 'scalar' }>

function isTooDeep(decoding: Decoding, value: JsonValue): boolean {
  if (decoding.path.length <= maximumDepth) return false
  const expected = `at most ${maximumDepth} levels`
  reportUndecodable(decoding, { value, text: 'exceeded max depth', expected, ends: true })
  return true
}

function decodeList(decoding: Decoding, list: JsonArray, items: FieldType): JsonValue {
  const fresh: JsonValue[] = []
  for (let index = 0; index < list.length; index++) {
    decoding.path.push(index)
    fresh.push(decodeValue(decoding, list[index] ?? null, items))
    decoding.path.pop()
  }
  return fresh
}

function decodeMap(decoding: Decoding, map: JsonObject, values: FieldType): JsonValue {
  const fresh: Fresh = {}
  for (const key of keysOf(decoding, map)) {
    decoding.path.push(key)
    setEntry(fresh, key, decodeValue(decoding, map[key] ?? null, values))
    decoding.path.pop()
  }
  return fresh
}

/** A map may have any key, and to assign to this one sets no entry. */
function setEntry(fresh: Fresh, key: string, value: JsonValue): void {
  if (key !== '__proto__') fresh[key] = value
  else {
    const attributes = { value, writable: true, enumerable: true, configurable: true }
    Object.defineProperty(fresh, key, attributes)
  }
}

const aString: FieldType = { kind: 'scalar', scalar: 'string', goType: 'string' }

/**
 * A schema or something else, with a decoder of its own. Where a list is the other, what is neither is dropped without a
 * word, and so is a list without items.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1/marshal.go
 */
function decodeSchemaOr(decoding: Decoding, value: JsonValue, scalar: SchemaOr): JsonValue {
  const outer = startDecoder(decoding)
  let decoded: JsonValue = null
  if (isObject(value)) {
    const { struct } = schemaType()
    decoded = isTooDeep(decoding, value) ? null : decodeFields(decoding, value, struct)
  } else if (scalar === 'schemaOrBoolean') decoded = decodeBoolean(decoding, value)
  else if (isArray(value) && value.length > 0) {
    decoded = decodeList(decoding, value, scalar === 'schemaOrList' ? schemaType() : aString)
  }
  endDecoder(decoding, outer)
  return decoded
}

function decodeBoolean(decoding: Decoding, value: JsonValue): JsonValue {
  if (typeof value === 'boolean') return value
  const text = 'boolean or JSON schema expected'
  reportUndecodable(decoding, { value, text, expected: 'true, false or a schema', ends: true })
  return false
}

function wrongType(
  decoding: Decoding,
  value: JsonValue,
  type: FieldType,
  expected: string,
): JsonValue {
  const goValue = goValueName(value)
  reportWrongType(decoding, { value, goValue, goType: type.goType, expected, ends: false })
  return zeroValue(type)
}

function keysOf({ order }: Decoding, value: JsonObject): readonly string[] {
  const keys = Object.keys(value)
  return order === 'sorted' ? keys.sort(compareAsGo) : keys
}

/** Go compares the bytes of UTF-8, which is the order of the code points. */
function compareAsGo(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index)
    const b = right.charCodeAt(index)
    if (a !== b) return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1
  }
  return left.length - right.length
}

/** Its character lies beyond all that are written without surrogates. */
function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff
}
