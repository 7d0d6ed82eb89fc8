import { isArray, isObject, type JsonValue } from '../../source/json-value.ts'

const maximumLength = 60

/** The value as a message for people says it: `a list`, `the string "abc"`. */
export function describedValue(value: JsonValue): string {
  if (isArray(value)) return 'a list'
  if (isObject(value)) return 'a mapping'
  if (typeof value === 'string') return `the string "${value.slice(0, maximumLength)}"`
  return typeof value === 'boolean' ? `the boolean ${value}` : `the number ${value}`
}

/** What Go's decoder calls a value that is not null: `object`, `array`, `string`, `bool`, `number`. */
export function goValueName(value: JsonValue): string {
  if (isArray(value)) return 'array'
  if (typeof value === 'boolean') return 'bool'
  return typeof value === 'bigint' ? 'number' : typeof value
}

/**
 * The same where a number was wanted: of a number Go says which one, as it was written. That is not known here: it is
 * printed as Go's encoder prints it, which is what kubectl sends.
 */
export function goNumberName(value: JsonValue): string {
  const name = goValueName(value)
  return name === 'number' ? `number ${String(value)}` : name
}
