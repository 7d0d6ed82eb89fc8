import { printJson } from '../../../source/json.ts'
import { isArray, isObject, type JsonObject, type JsonValue } from '../../../source/json-value.ts'
import type { FieldType, StructType } from '../../schema/field-type.ts'

/**
 * A decoded value as Go writes it: the fields of structs in their order, those of maps sorted, and characters that mean something
 * in HTML escaped. https://pkg.go.dev/encoding/json#Marshal
 */
export function printGoJson(value: JsonValue, type: FieldType): string {
  if (type.kind === 'list' && isArray(value)) {
    return `[${value.map((item) => printGoJson(item, type.items)).join(',')}]`
  }
  if (!isObject(value)) return escaped(printJson(value))
  if (type.kind === 'struct') return printStruct(value, type.struct)
  return type.kind === 'map' ? printMap(value, type.values) : escaped(printJson(value))
}

function printStruct(value: JsonObject, struct: StructType): string {
  const fields = [...struct.fields.values()].filter(({ name }) => Object.hasOwn(value, name))
  const printed = fields.map(
    ({ name, type }) => `${escaped(printJson(name))}:${printGoJson(value[name] ?? null, type)}`,
  )
  return `{${printed.join(',')}}`
}

function printMap(value: JsonObject, values: FieldType): string {
  const printed = Object.keys(value)
    .toSorted()
    .map((key) => `${escaped(printJson(key))}:${printGoJson(value[key] ?? null, values)}`)
  return `{${printed.join(',')}}`
}

function escaped(json: string): string {
  return json.replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
