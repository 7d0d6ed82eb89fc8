import { fieldOf, isArray } from '../../source/json-value.ts'
import { type FieldError, forbidden, invalid, notSupported, required } from './field-error.ts'
import { child, type FieldPath, key } from './field-path.ts'
import type { CustomSchema } from './schema.ts'

const listTypes: readonly string[] = ['atomic', 'set', 'map']

/** What a schema may say about the kind of a list. */
export function listRuleErrors(schema: CustomSchema, path: FieldPath): readonly FieldError[] {
  return [
    ...typeErrors(schema, path),
    ...keysErrors(schema, path),
    ...(schema.listType === 'map' ? mapErrors(schema, path) : []),
    ...(schema.listType === 'map' || schema.listType === 'set' ? itemErrors(schema, path) : []),
  ]
}

function typeErrors(schema: CustomSchema, path: FieldPath): readonly FieldError[] {
  const { type, listType } = schema
  if (listType === undefined) return []
  const place = child(path, 'type')
  const detail = 'must be array if x-kubernetes-list-type is specified'
  const unknown = listTypes.includes(listType)
    ? []
    : [notSupported(child(path, 'x-kubernetes-list-type'), listType, listTypes)]
  if (type === '') return [required(place, detail), ...unknown]
  if (type !== 'array') return [invalid(place, type, detail), ...unknown]
  return [...(listType === 'set' ? setErrors(schema, path) : []), ...unknown]
}

/** What is in a set is replaced as a whole. */
function setErrors({ items }: CustomSchema, path: FieldPath): readonly FieldError[] {
  if (items === undefined) return []
  const detail = 'must be atomic as item of a list with x-kubernetes-list-type=set'
  const place = child(path, 'items')
  if (items.type === 'array' && items.listType !== undefined && items.listType !== 'atomic') {
    return [invalid(child(place, 'x-kubernetes-list-type'), items.listType, detail)]
  }
  if (items.type === 'object' && items.mapType !== 'atomic') {
    return [invalid(child(place, 'x-kubernetes-map-type'), items.listType ?? null, detail)]
  }
  return []
}

function keysErrors(
  { listMapKeys, listType }: CustomSchema,
  path: FieldPath,
): readonly FieldError[] {
  if (listMapKeys.length === 0 || listType === 'map') return []
  const place = child(path, 'x-kubernetes-list-type')
  const detail = 'must be map if x-kubernetes-list-map-keys is non-empty'
  return [listType === undefined ? required(place, detail) : invalid(place, listType, detail)]
}

function mapErrors(schema: CustomSchema, path: FieldPath): readonly FieldError[] {
  const { items, listMapKeys, written } = schema
  const place = child(path, 'items')
  const list = fieldOf(written, 'items') ?? undefined
  const errors: FieldError[] = []
  if (listMapKeys.length === 0) {
    const detail = 'must not be empty if x-kubernetes-list-type is map'
    errors.push(required(child(path, 'x-kubernetes-list-map-keys'), detail))
  }
  if (list === undefined) {
    errors.push(required(place, 'must have a schema if x-kubernetes-list-type is map'))
  } else if (isArray(list)) {
    const detail = 'must only have a single schema if x-kubernetes-list-type is map'
    errors.push(invalid(place, list, detail))
  }
  if (items === undefined) return errors
  if (items.type === 'object') return [...errors, ...keyErrors(schema, items, path)]
  const detail = "must be object if parent array's x-kubernetes-list-type is map"
  return [...errors, invalid(child(place, 'type'), items.type, detail)]
}

function keyErrors(
  { listMapKeys }: CustomSchema,
  items: CustomSchema,
  path: FieldPath,
): readonly FieldError[] {
  const place = child(path, 'x-kubernetes-list-map-keys')
  const names = new Set(listMapKeys)
  const composed = [...names].filter((name) => isComposed(items.properties.get(name)))
  const detail = "must be a scalar type if parent array's x-kubernetes-list-type is map"
  const errors = composed.map((name) => {
    const type = child(key(child(path, 'items', 'properties'), name), 'type')
    return invalid(type, items.type, detail)
  })
  if ([...names].some((name) => !items.properties.has(name))) {
    errors.push(invalid(place, listMapKeys, 'entries must all be names of item properties'))
  }
  if (names.size < listMapKeys.length) {
    errors.push(invalid(place, listMapKeys, 'must not contain duplicate entries'))
  }
  return errors
}

function isComposed(schema: CustomSchema | undefined): boolean {
  return schema?.type === 'array' || schema?.type === 'object'
}

/** What finds an item of a set or a map must be there. */
function itemErrors(
  { items, listType, listMapKeys }: CustomSchema,
  path: FieldPath,
): readonly FieldError[] {
  if (items === undefined) return []
  const place = child(path, 'items')
  const whole = items.nullable
    ? [
        forbidden(
          child(place, 'nullable'),
          `cannot be nullable when x-kubernetes-list-type is ${listType}`,
        ),
      ]
    : []
  if (listType !== 'map') return whole
  const needed = new Set(items.rules.required)
  const keys = listMapKeys.flatMap((name) => {
    const property = items.properties.get(name)
    return property === undefined
      ? []
      : keyValueErrors(property, {
          isRequired: needed.has(name),
          path: key(child(place, 'properties'), name),
        })
  })
  return [...whole, ...keys]
}

const inKeys = 'this property is in x-kubernetes-list-map-keys, so it'

function keyValueErrors(
  property: CustomSchema,
  { isRequired, path }: { readonly isRequired: boolean; readonly path: FieldPath },
): readonly FieldError[] {
  const absent = `${inKeys} must have a default or be a required property`
  return [
    ...(isRequired || property.default !== undefined
      ? []
      : [required(child(path, 'default'), absent)]),
    ...(property.nullable
      ? [forbidden(child(path, 'nullable'), `${inKeys} cannot be nullable`)]
      : []),
  ]
}
