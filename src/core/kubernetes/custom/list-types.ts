import {
  fieldOf,
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../source/json-value.ts'
import { duplicate, type FieldError, invalid } from './field-error.ts'
import { child, type FieldPath, index, key } from './field-path.ts'
import { printGoJson } from './go-text.ts'
import { type CustomSchema, schemaOfOthers } from './schema.ts'

/**
 * Lists that are sets have no element twice, lists that are maps no key; each value that repeats is said once, at its second
 * place. https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype/validation.go
 */
export function listTypeErrors(
  value: JsonValue,
  schema: CustomSchema | undefined,
  path?: FieldPath,
): readonly FieldError[] {
  if (schema === undefined) return []
  if (isArray(value)) return errorsOfList(value, schema, path)
  return isObject(value) ? errorsOfFields(value, schema, path) : []
}

function errorsOfFields(
  value: JsonObject,
  schema: CustomSchema,
  path: FieldPath | undefined,
): readonly FieldError[] {
  const others = schemaOfOthers(schema)
  return Object.entries(value).flatMap(([name, field]) => [
    ...(others === undefined ? [] : listTypeErrors(field, others, key(path, name))),
    ...listTypeErrors(field, schema.properties.get(name), child(path, name)),
  ])
}

function errorsOfList(
  value: JsonArray,
  schema: CustomSchema,
  path: FieldPath | undefined,
): readonly FieldError[] {
  const { items } = schema
  const own = schema.listType === 'set' ? errorsOfSet(value, path) : []
  const keyed = schema.listType === 'map' ? errorsOfMap(value, schema.listMapKeys, path) : []
  const inside =
    items === undefined
      ? []
      : value.flatMap((item, at) => listTypeErrors(item, items, index(path, at)))
  return [...own, ...keyed, ...inside]
}

function errorsOfSet(value: JsonArray, path: FieldPath | undefined): readonly FieldError[] {
  return repeated(value).map((at) => duplicate(index(path, at), value[at] ?? null))
}

function errorsOfMap(
  value: JsonArray,
  keys: readonly string[],
  path: FieldPath | undefined,
): readonly FieldError[] {
  const stray = value.findIndex((item) => item !== null && !isObject(item))
  if (stray >= 0) {
    const detail = 'must be an object for an array of list-type map'
    return [invalid(index(path, stray), value[stray] ?? null, detail)]
  }
  const entries = value.map((item) => keyOf(item, keys))
  return repeated(entries).map((at) => duplicate(index(path, at), entries[at] ?? null))
}

function keyOf(item: JsonValue, keys: readonly string[]): JsonObject {
  return Object.fromEntries(
    keys.flatMap((name): [string, JsonValue][] => {
      const value = fieldOf(item, name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** The places where a value stands for the second time. */
function repeated(values: readonly JsonValue[]): readonly number[] {
  const times = new Map<string, number>()
  return values.flatMap((value, at) => {
    const text = printGoJson(value)
    const seen = times.get(text) ?? 0
    times.set(text, seen + 1)
    return seen === 1 ? [at] : []
  })
}
