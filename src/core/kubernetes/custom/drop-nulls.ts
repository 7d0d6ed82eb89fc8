import { isArray, isObject, type JsonValue } from '../../source/json-value.ts'
import { mapFields, mapItems } from './map-value.ts'
import { type CustomSchema, schemaOfField } from './schema.ts'

/**
 * Takes away the fields of objects that are null where their schema neither allows null nor has a default. What has no
 * schema keeps its nulls, and so does a list.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting/prunenulls.go
 */
export function dropNulls(value: JsonValue, schema: CustomSchema | undefined): JsonValue {
  if (schema === undefined) return value
  if (isArray(value)) return mapItems(value, (item) => dropNulls(item, schema.items))
  if (!isObject(value)) return value
  return mapFields(value, (field, name) => {
    const known = schemaOfField(schema, name)
    return isStrayNull(field, known) ? undefined : dropNulls(field, known)
  })
}

function isStrayNull(value: JsonValue, schema: CustomSchema | undefined): boolean {
  return value === null && schema?.nullable === false && schema.default === undefined
}
