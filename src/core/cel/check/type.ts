/**
 * What kind of type it is; `parameter` is a type parameter (`A`), `error` the type of what could not be checked,
 * `unspecified` that of a field of `JSONPatch` that does not exist.
 */
type TypeKind =
  | 'any'
  | 'bool'
  | 'bytes'
  | 'double'
  | 'duration'
  | 'dyn'
  | 'error'
  | 'int'
  | 'list'
  | 'map'
  | 'null'
  | 'opaque'
  | 'parameter'
  | 'string'
  | 'struct'
  | 'timestamp'
  | 'type'
  | 'uint'
  | 'unspecified'

/**
 * A type as the checker knows it. `name` is the one that the type has at run time (`google.protobuf.Duration`,
 * `kubernetes.Quantity`, `optional_type`, a struct's name); `parameters` are an element, a key and a value, what an
 * optional holds, what a type value stands for.
 * https://github.com/google/cel-go/blob/v0.29.2/common/types/types.go
 */
export interface Type {
  readonly kind: TypeKind
  readonly name: string
  readonly parameters: readonly Type[]
  /** Whether null is assignable, as to `google.protobuf.Int64Value`. */
  readonly nullable?: true
}

export const anyType: Type = simple('any', 'google.protobuf.Any')
export const boolType: Type = simple('bool', 'bool')
export const bytesType: Type = simple('bytes', 'bytes')
export const doubleType: Type = simple('double', 'double')
export const durationType: Type = simple('duration', 'google.protobuf.Duration')
export const dynType: Type = simple('dyn', 'dyn')
export const errorType: Type = simple('error', '!error!')
export const intType: Type = simple('int', 'int')
export const nullType: Type = simple('null', 'null_type')
export const stringType: Type = simple('string', 'string')
export const timestampType: Type = simple('timestamp', 'google.protobuf.Timestamp')
export const uintType: Type = simple('uint', 'uint')
export const unspecifiedType: Type = simple('unspecified', '')

export function listType(element: Type): Type {
  return { kind: 'list', name: 'list', parameters: [element] }
}

export function mapType(key: Type, value: Type): Type {
  return { kind: 'map', name: 'map', parameters: [key, value] }
}

/** A type of Kubernetes' own, such as `kubernetes.Quantity`, that only its functions look into. */
export function opaqueType(name: string, parameters: readonly Type[] = []): Type {
  return { kind: 'opaque', name, parameters }
}

export function optionalType(inner: Type): Type {
  return opaqueType('optional_type', [inner])
}

/** An object with declared fields; which ones, `StructTypes` knows. */
export function structType(name: string): Type {
  return simple('struct', name)
}

export function typeParameter(name: string): Type {
  return simple('parameter', name)
}

/** The same scalar type, or null. */
export function nullableType(type: Type): Type {
  return { ...type, nullable: true }
}

/** The type of a type value: `int` itself has the type `type(int)`. */
export function typeType(of: Type): Type {
  return { kind: 'type', name: 'type', parameters: [of] }
}

function simple(kind: TypeKind, name: string): Type {
  return { kind, name, parameters: [] }
}
