import type { JsonObject, JsonValue } from '../../source/json-value.ts'

/**
 * The schema of one version of a custom kind, read once. What is not given is empty, false or undefined.
 * The junctors (`allOf` …) hold schemas of the same form, which in a structural schema only restrict values.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/structural.go
 */
export interface CustomSchema {
  readonly type: string
  readonly properties: ReadonlyMap<string, CustomSchema>
  /** `true` and `false` as they are written; a schema allows what it describes. */
  readonly additionalProperties: CustomSchema | boolean | undefined
  readonly items: CustomSchema | undefined
  readonly nullable: boolean
  /** Never null: a default of null is none. */
  readonly default: JsonValue | undefined
  readonly preserveUnknownFields: boolean
  readonly embeddedResource: boolean
  readonly intOrString: boolean
  readonly listType: string | undefined
  readonly listMapKeys: readonly string[]
  readonly mapType: string | undefined
  readonly rules: ValueRules
  /** The schema as it was written. */
  readonly written: JsonObject
}

/** What a value must meet beyond its type. */
export interface ValueRules {
  /** As it is written; a format that the validation does not know means nothing to it. */
  readonly format: string
  readonly maximum: number | undefined
  readonly exclusiveMaximum: boolean
  readonly minimum: number | undefined
  readonly exclusiveMinimum: boolean
  readonly multipleOf: number | undefined
  readonly maxLength: number | bigint | undefined
  readonly minLength: number | bigint | undefined
  readonly pattern: string
  readonly maxItems: number | bigint | undefined
  readonly minItems: number | bigint | undefined
  readonly uniqueItems: boolean
  readonly maxProperties: number | bigint | undefined
  readonly minProperties: number | bigint | undefined
  readonly enum: readonly JsonValue[]
  readonly required: readonly string[]
  readonly allOf: readonly CustomSchema[]
  readonly anyOf: readonly CustomSchema[]
  readonly oneOf: readonly CustomSchema[]
  readonly not: CustomSchema | undefined
}

/** The schema of a field of an object: its own, or that of all others; undefined where nothing is said. */
export function schemaOfField(
  schema: CustomSchema | undefined,
  name: string,
): CustomSchema | undefined {
  return schema?.properties.get(name) ?? schemaOfOthers(schema)
}

/** The schema of the fields that are not listed. */
export function schemaOfOthers(schema: CustomSchema | undefined): CustomSchema | undefined {
  const others = schema?.additionalProperties
  return typeof others === 'object' ? others : undefined
}

/** Where a schema stands: at the root, as the items of a list, or as a field of an object. */
export type Level = 'root' | 'item' | 'field'
