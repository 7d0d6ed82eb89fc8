import { boolType, doubleType, dynType, intType, stringType, type Type } from '../check/type.ts'

/**
 * What a schema says about a value: its type in CEL, and how much of it one request can hold. A value that CEL cannot
 * type has none: its field does not exist for the checker.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/types.go
 */
export type DeclaredType =
  | {
      readonly kind: 'scalar'
      readonly type: Type
      /** Code points of a text, bytes; undefined where the type says it. */
      readonly maxElements: bigint | undefined
      /** The least bytes that it takes as JSON. */
      readonly minSize: bigint
    }
  | { readonly kind: 'list'; readonly items: DeclaredType; readonly maxElements: bigint }
  | { readonly kind: 'map'; readonly values: DeclaredType; readonly maxElements: bigint }
  | {
      readonly kind: 'object'
      /** By the names that fields have in CEL. */
      readonly fields: ReadonlyMap<string, DeclaredType>
      readonly minSize: bigint
    }

/** The largest body that the API server takes, in bytes. */
export const maxRequestSize = 3n * 1024n * 1024n

export const booleanDeclared: DeclaredType = scalar(boolType, 4n)
export const doubleDeclared: DeclaredType = scalar(doubleType, 1n)
export const intDeclared: DeclaredType = scalar(intType, 1n)

/** What may be anything. */
export const anything: DeclaredType = scalar(dynType, 1n, maxRequestSize)

/** An object without fields that CEL knows. */
export const emptyObject: DeclaredType = { kind: 'object', fields: new Map(), minSize: 2n }

/** What a text takes at most: a whole request, without the quotation marks. */
export const longestText = maxRequestSize - 2n

export function textDeclared(maxElements: bigint = longestText): DeclaredType {
  return scalar(stringType, 2n, maxElements)
}

export function intOrStringDeclared(maxElements: bigint = longestText): DeclaredType {
  return scalar(dynType, 1n, maxElements)
}

export function scalar(type: Type, minSize: bigint, maxElements?: bigint): DeclaredType {
  return { kind: 'scalar', type, maxElements, minSize }
}

/** A list of as many items as the schema says, or as one request can hold. */
export function listDeclared(
  items: DeclaredType | undefined,
  maxItems?: bigint,
): DeclaredType | undefined {
  if (items === undefined) return undefined
  const maxElements = maxItems ?? (maxRequestSize - 2n) / (minSizeOf(items) + 1n)
  return { kind: 'list', items, maxElements }
}

/** A map from texts; a key takes two bytes at least, with quotation marks, colon and comma six more than the value. */
export function mapDeclared(
  values: DeclaredType | undefined,
  maxProperties?: bigint,
): DeclaredType | undefined {
  if (values === undefined) return undefined
  const maxElements = maxProperties ?? (maxRequestSize - 2n) / (minSizeOf(values) + 6n)
  return { kind: 'map', values, maxElements }
}

export function minSizeOf(declared: DeclaredType): bigint {
  return declared.kind === 'list' || declared.kind === 'map' ? 2n : declared.minSize
}

/** How many bytes a text of so many code points takes at most, as Go's int64 counts them. */
export function textBytes(codePoints: bigint): bigint {
  return BigInt.asIntN(64, (codePoints < 0n ? 0n : codePoints) * 4n)
}
