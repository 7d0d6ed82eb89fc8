import { isArray, isObject, type JsonObject, type JsonValue, jsonEqual } from '#src/core/index.ts'

/**
 * Whether the value is valid against the schema, as far as the keywords go that our schemas have; another one is thrown.
 * https://json-schema.org/draft/2020-12/json-schema-validation
 */
export function isValid(value: JsonValue, schema: JsonValue, root: JsonValue = schema): boolean {
  if (typeof schema === 'boolean') return schema
  if (!isObject(schema)) throw new Error('a schema is an object or a boolean')
  return Object.keys(schema).every((keyword) => {
    const check = checks.get(keyword)
    if (check === undefined) throw new Error(`unknown keyword ${keyword}`)
    return check(value, schema, root)
  })
}

type Check = (value: JsonValue, schema: JsonObject, root: JsonValue) => boolean

const always: Check = () => true

const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['$schema', always],
  ['$defs', always],
  ['title', always],
  ['description', always],
  ['then', always],
  ['type', (value, { type }) => [type].flat().some((name) => hasType(value, name))],
  [
    'enum',
    (value, { enum: items }) => isArray(items) && items.some((one) => jsonEqual(one, value)),
  ],
  ['const', (value, { const: wanted = null }) => jsonEqual(value, wanted)],
  [
    'pattern',
    (value, { pattern }) =>
      typeof value !== 'string' || new RegExp(String(pattern), 'u').test(value),
  ],
  ['minItems', (value, { minItems }) => !isArray(value) || value.length >= Number(minItems)],
  [
    'items',
    (value, { items = true }, root) =>
      !isArray(value) || value.every((item) => isValid(item, items, root)),
  ],
  [
    'required',
    (value, { required }) =>
      !isObject(value) ||
      (isArray(required) && required.every((name) => Object.hasOwn(value, String(name)))),
  ],
  [
    'properties',
    (value, { properties }, root) =>
      !isObject(value) ||
      !isObject(properties) ||
      Object.keys(properties).every(
        (name) =>
          !Object.hasOwn(value, name) ||
          isValid(value[name] ?? null, properties[name] ?? null, root),
      ),
  ],
  ['additionalProperties', additionalProperties],
  ['not', (value, { not = false }, root) => !isValid(value, not, root)],
  [
    'allOf',
    (value, { allOf }, root) => isArray(allOf) && allOf.every((one) => isValid(value, one, root)),
  ],
  [
    'if',
    (value, schema, root) =>
      !isValid(value, schema['if'] ?? true, root) || isValid(value, schema['then'] ?? true, root),
  ],
  ['$ref', (value, { $ref }, root) => isValid(value, definition(String($ref), root), root)],
])

function additionalProperties(value: JsonValue, schema: JsonObject, root: JsonValue): boolean {
  const { properties = {}, additionalProperties: others = true } = schema
  if (!isObject(value) || !isObject(properties)) return true
  return Object.keys(value)
    .filter((name) => !Object.hasOwn(properties, name))
    .every((name) => isValid(value[name] ?? null, others, root))
}

function definition(reference: string, root: JsonValue): JsonValue {
  const name = reference.replace('#/$defs/', '')
  const found = isObject(root) && isObject(root['$defs']) ? root['$defs'][name] : undefined
  if (found === undefined) throw new Error(`${reference} leads nowhere`)
  return found
}

function hasType(value: JsonValue, type: JsonValue | undefined): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return isArray(value)
    case 'object':
      return isObject(value)
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value)
    case 'string':
      return typeof value === 'string'
    case 'boolean':
      return typeof value === 'boolean'
    default:
      throw new Error(`unknown type ${String(type)}`)
  }
}
