/** What a single value can be; `rawExtension` is any object, `json` anything. */
export type Scalar =
  | 'string'
  | 'boolean'
  | 'int32'
  | 'int64'
  | 'double'
  | 'bytes'
  | 'time'
  | 'microTime'
  | 'quantity'
  | 'intOrString'
  | 'fieldsV1'
  | 'rawExtension'
  | 'json'
  | 'schemaOrList'
  | 'schemaOrBoolean'
  | 'schemaOrStrings'

/** What a field holds. `goType` is what Go calls it, as its decoder prints it: `int32`, `[]v1.Container`. */
export type FieldType =
  | { readonly kind: 'scalar'; readonly scalar: Scalar; readonly goType: string }
  | {
      readonly kind: 'list'
      readonly goType: string
      readonly items: FieldType
      /** How two such lists merge; a map's items are told apart by `keys`. */
      readonly list: 'atomic' | 'set' | 'map'
      readonly keys: readonly string[]
    }
  | {
      readonly kind: 'map'
      readonly goType: string
      readonly values: FieldType
      readonly atomic: boolean
    }
  | {
      readonly kind: 'struct'
      readonly goType: string
      readonly struct: StructType
      readonly atomic: boolean
    }

export interface Field {
  readonly name: string
  readonly type: FieldType
  readonly required: boolean
  /** Whether Go holds a pointer: an empty value is then kept, only an absent one is left out. */
  readonly pointer: boolean
  /** Whether Go leaves the field out when it is empty (false, 0, "", no items, no pointer; never a struct). */
  readonly omitEmpty: boolean
  /** Whether Go leaves the field out when its struct is empty. */
  readonly omitZero: boolean
  /** The embedded struct that the field comes from, or empty; the decoder's errors name it. */
  readonly embedded: string
  /** What the API server sets where the field is absent, as far as a constant in the schema says it. */
  readonly default: string | number | boolean | undefined
  /** The values that validation accepts, or empty where any is fine. */
  readonly values: readonly string[]
}

/** A Go struct. Its fields stand in Go's order and are read from the table when they are first asked for. */
export interface StructType {
  /** As in the table: `core.v1.PodSpec`. */
  readonly name: string
  /** Without its package, as the decoder's errors print it: `PodSpec`. */
  readonly goName: string
  readonly fields: ReadonlyMap<string, Field>
  /** Whether merging replaces it as a whole. */
  readonly atomic: boolean
}

/** A kind that the API server serves. */
export interface ServedKind {
  readonly group: string
  readonly version: string
  readonly kind: string
  /** The plural, lower-case name in paths and rules. */
  readonly resource: string
  readonly namespaced: boolean
  readonly creatable: boolean
  readonly shortNames: readonly string[]
  readonly subResources: readonly string[]
}
