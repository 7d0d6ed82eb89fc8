import { isArray, isObject, type JsonValue } from '../../source/json-value.ts'
import { type FieldError, invalid } from './field-error.ts'
import { child, type FieldPath } from './field-path.ts'
import { type CustomSchema, schemaOfField } from './schema.ts'

/** Defaults of people make some hundred values; lists of defaults in lists of defaults could make any number of them. */
const mostValues = 10_000

/** One error where an object of no fields would be filled with more than 10,000 values. The API server has no such limit. */
export function defaultSizeErrors(schema: CustomSchema, path: FieldPath): readonly FieldError[] {
  const size = sizeOf({}, schema, new Map())
  if (size <= mostValues) return []
  return [invalid(child(path, 'default'), '', `defaults must make at most ${mostValues} values`)]
}

type Sizes = Map<CustomSchema, number>

/** How many values it is with its defaults set. */
function sizeOf(value: JsonValue, schema: CustomSchema | undefined, sizes: Sizes): number {
  if (isArray(value)) {
    return value.reduce<number>((sum, item) => sum + filledSize(item, schema?.items, sizes), 1)
  }
  if (!isObject(value)) return 1
  const own = Object.entries(value).reduce(
    (sum, [name, field]) => sum + filledSize(field, schemaOfField(schema, name), sizes),
    1,
  )
  const absent = [...(schema?.properties ?? [])].filter(([name]) => !Object.hasOwn(value, name))
  return absent.reduce((sum, [, property]) => sum + sizeOfDefault(property, sizes), own)
}

function filledSize(value: JsonValue, schema: CustomSchema | undefined, sizes: Sizes): number {
  return value === null && schema !== undefined
    ? sizeOfDefault(schema, sizes)
    : sizeOf(value, schema, sizes)
}

function sizeOfDefault(schema: CustomSchema, sizes: Sizes): number {
  if (schema.default === undefined) return 0
  const known = sizes.get(schema)
  if (known !== undefined) return known
  const size = sizeOf(schema.default, schema, sizes)
  sizes.set(schema, size)
  return size
}
