import { isArray, type JsonValue } from '../../source/json-value.ts'

/** The fields of JSONSchemaProps; any other is dropped before a schema is looked at. */
const fields: ReadonlySet<string> = new Set(
  `id $schema $ref description type format title default maximum exclusiveMaximum minimum exclusiveMinimum maxLength
  minLength pattern maxItems minItems uniqueItems multipleOf enum maxProperties minProperties required items allOf oneOf
  anyOf not properties additionalProperties patternProperties dependencies additionalItems definitions externalDocs example
  nullable x-kubernetes-preserve-unknown-fields x-kubernetes-embedded-resource x-kubernetes-int-or-string
  x-kubernetes-list-map-keys x-kubernetes-list-type x-kubernetes-map-type x-kubernetes-validations`.split(
    /\s+/,
  ),
)

/** Lists that are read item by item, so that an empty one leaves nothing. */
const listsThatMayBeEmpty: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'enum'])

/** Fields whose empty text or false is not nothing. */
const optional: ReadonlySet<string> = new Set([
  '$ref',
  'default',
  'example',
  'additionalProperties',
  'additionalItems',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
])

/** Whether a field of a schema says no more than its absence. */
export function isUnset(name: string, value: JsonValue): boolean {
  if (!fields.has(name) || value === null) return true
  if (isArray(value)) return value.length === 0 && listsThatMayBeEmpty.has(name)
  return (value === '' || value === false) && !optional.has(name)
}

/** What a structural schema cannot be read with once it says anything, and does not hold otherwise. */
export const unreadableFields: readonly string[] = [
  'id',
  '$schema',
  '$ref',
  'patternProperties',
  'dependencies',
  'additionalItems',
  'definitions',
]
