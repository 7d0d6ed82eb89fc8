import { isArray, type JsonValue } from '../../source/json-value.ts'

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
