import type { JsonValue } from './json-value.ts'

/** JSON as Go's encoding/json writes it: what HTML or a script could take for its own is escaped. https://pkg.go.dev/encoding/json#Marshal */
export function printGoJson(value: JsonValue): string {
  return JSON.stringify(value).replaceAll(escaped, escapeCharacter)
}

const escaped = /[<>&\u2028\u2029]/g

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
