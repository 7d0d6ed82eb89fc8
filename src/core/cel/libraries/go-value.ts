import type { Value } from '../value.ts'
import { type Int, isInt } from '../values/int.ts'
import { Optional } from '../values/optional.ts'
import { TypeValue } from '../values/type-value.ts'

/** The text where Go's value of it is one: also what an optional holds, and a type's name. */
export function goTextOf(value: Value): string | undefined {
  if (typeof value === 'string') return value
  if (value instanceof TypeValue) return value.typeName
  return value instanceof Optional && value.value !== undefined ? goTextOf(value.value) : undefined
}

/** The int where Go's value of it is one: also what an optional holds. */
export function goIntOf(value: Value): Int | undefined {
  if (isInt(value)) return value
  return value instanceof Optional && value.value !== undefined ? goIntOf(value.value) : undefined
}
