import type { JsonValue } from '../../source/json-value.ts'
import type { Path } from '../../source/path.ts'
import type { Form } from './form.ts'

/** Which of the request's objects a value is part of. */
export type Root = 'object' | 'oldObject' | 'params'

/** Where a value may come from. */
export interface Origin {
  readonly root: Root
  /** The struct of the whole object, as in the schema table; empty where it is not known. */
  readonly holder: string
  /** Where in the schema; `[]` stands for any item of a list, `{}` for any value of a map. */
  readonly at: Path
  readonly form: Form
  /** Whether an expression made the list, of what stands there. */
  readonly isMade?: true
}

/** What is known of the value of an expression before there is a request. */
export type Abstract =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'constant'; readonly value: JsonValue; readonly name?: string }
  /** A part of an object, or a list of such parts that an expression made. */
  | {
      readonly kind: 'place'
      readonly origins: readonly Origin[]
      /** Two places with the same key have the same value. */
      readonly key: string
      /** Of a list: what every item has, as the ends of their keys. */
      readonly given: readonly string[]
    }
  | { readonly kind: 'optional'; readonly inner: Abstract }
  /** `request`, or a part of it: fields that have a value, and fields that certainly have none. */
  | {
      readonly kind: 'request'
      readonly fields: ReadonlyMap<string, Abstract>
      readonly absent: ReadonlySet<string>
    }
  | { readonly kind: 'variables' }

export type Place = Extract<Abstract, { kind: 'place' }>

export const unknown: Abstract = { kind: 'unknown' }

export function constant(value: JsonValue): Abstract {
  return { kind: 'constant', value }
}

/** A value that may be one or the other. */
export function either(one: Abstract, other: Abstract): Abstract {
  if (isEmpty(one)) return other
  if (isEmpty(other)) return one
  if (one.kind !== 'place' || other.kind !== 'place') return unknown
  if (one.key === other.key) return one
  return {
    kind: 'place',
    origins: [...one.origins, ...other.origins],
    key: `(${one.key} | ${other.key})`,
    given: one.given.filter((end) => other.given.includes(end)),
  }
}

/** An empty list or map adds nothing. */
export function isEmpty(value: Abstract): boolean {
  if (value.kind !== 'constant' || typeof value.value !== 'object' || value.value === null)
    return false
  return Object.keys(value.value).length === 0
}
