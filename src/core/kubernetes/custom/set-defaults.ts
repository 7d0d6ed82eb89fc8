import { isArray, isObject, type JsonObject, type JsonValue } from '../../source/json-value.ts'
import { mapFields, mapItems } from './map-value.ts'
import { type CustomSchema, schemaOfField } from './schema.ts'

/**
 * Sets what the schema has a default for and the value lacks: absent fields, and null where null is not allowed. A field
 * that is set stays. Defaults of the added values apply as well.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting/algorithm.go
 */
export function setDefaults(value: JsonValue, schema: CustomSchema | undefined): JsonValue {
  if (schema === undefined) return value
  if (isArray(value)) {
    return mapItems(value, (item) => setDefaults(filled(item, schema.items), schema.items))
  }
  return isObject(value) ? defaultedFields(value, schema) : value
}

function defaultedFields(value: JsonObject, schema: CustomSchema): JsonObject {
  return mapFields(withAbsent(value, schema), (field, name) => {
    const known = schemaOfField(schema, name)
    return setDefaults(filled(field, known), known)
  })
}

function withAbsent(value: JsonObject, { properties }: CustomSchema): JsonObject {
  const absent: [string, JsonValue][] = []
  for (const [name, property] of properties) {
    if (property.default !== undefined && !Object.hasOwn(value, name)) {
      absent.push([name, property.default])
    }
  }
  return absent.length === 0 ? value : Object.fromEntries([...Object.entries(value), ...absent])
}

function filled(value: JsonValue, schema: CustomSchema | undefined): JsonValue {
  return value === null && schema?.nullable === false ? (schema.default ?? null) : value
}
