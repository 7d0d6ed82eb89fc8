import {
  fieldOf,
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../source/json-value.ts'

/** A copy with another value in the field, or without the field. What did not change is shared. */
export function withField(
  object: JsonObject,
  field: string,
  value: JsonValue | undefined,
): JsonObject {
  if (value !== undefined) return { ...object, [field]: value }
  if (!Object.hasOwn(object, field)) return object
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== field))
}

/** A copy with another object at the path, made where one is missing. */
export function editAt(
  object: JsonObject,
  path: readonly string[],
  edit: (inner: JsonObject) => JsonObject,
): JsonObject {
  const [field, ...rest] = path
  if (field === undefined) return edit(object)
  return withField(object, field, editAt(objectAt(object, [field]), rest, edit))
}

/** As `editAt`, but nothing happens where there is no object at the path. */
export function editExisting(
  object: JsonObject,
  path: readonly string[],
  edit: (inner: JsonObject) => JsonObject,
): JsonObject {
  const [field, ...rest] = path
  if (field === undefined) return edit(object)
  const inner = fieldOf(object, field)
  return isObject(inner) ? withField(object, field, editExisting(inner, rest, edit)) : object
}

/** A copy whose field is an edited list of objects; nothing happens where there is no list. */
export function editItems(
  object: JsonObject,
  field: string,
  edit: (item: JsonObject) => JsonObject,
): JsonObject {
  const list = fieldOf(object, field)
  if (!isArray(list)) return object
  return withField(
    object,
    field,
    list.map((item) => (isObject(item) ? edit(item) : item)),
  )
}

/** A copy with another map in the field; an empty one is left out, as Go does. */
export function withMap(object: JsonObject, field: string, map: JsonObject): JsonObject {
  return withField(object, field, Object.keys(map).length === 0 ? undefined : map)
}

/** The object at the path, or an empty one. */
export function objectAt(object: JsonObject, path: readonly string[]): JsonObject {
  let current: JsonValue | undefined = object
  for (const field of path) current = fieldOf(current, field)
  return isObject(current) ? current : {}
}

/** The list in the field, or an empty one. */
export function listOf(object: JsonObject, field: string): JsonArray {
  const list = fieldOf(object, field)
  return isArray(list) ? list : []
}

/** The objects of the list in the field. */
export function itemsOf(object: JsonObject, field: string): readonly JsonObject[] {
  return listOf(object, field).filter(isObject)
}

/** The text in the field, or the empty one. */
export function textOf(object: JsonObject, field: string): string {
  const text = fieldOf(object, field)
  return typeof text === 'string' ? text : ''
}
