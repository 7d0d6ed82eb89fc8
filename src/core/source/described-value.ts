import { isArray, isObject, type JsonValue } from './json-value.ts'

const maximumLength = 60

/** The value as a message for people says it: `a list`, `the string "abc"`. */
export function describedValue(value: JsonValue): string {
  if (value === null) return 'null'
  if (isArray(value)) return 'a list'
  if (isObject(value)) return 'a mapping'
  if (typeof value === 'string') return `the string "${value.slice(0, maximumLength)}"`
  return typeof value === 'boolean' ? `the boolean ${value}` : `the number ${value}`
}
