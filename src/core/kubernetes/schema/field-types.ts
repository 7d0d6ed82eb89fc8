/**
 * The fields of types, as words: `name` alone is a string, `name:type` anything else. Types are `boolean`, `int32`,
 * `int64`, `quantity`, `intOrString`, `time`, `bytes` (base64), `any`, the name of another type, `[]type`, `map[]type`.
 */
export interface FieldTypes {
  readonly [type: string]: string
}
