import { fieldOf, type JsonValue } from '../core/index.ts'

/** The text in a field of an object; empty where there is none. */
export function textIn(value: JsonValue | undefined, key: string): string {
  const field = fieldOf(value, key)
  return typeof field === 'string' ? field : ''
}
