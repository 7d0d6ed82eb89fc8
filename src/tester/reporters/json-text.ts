/**
 * The value as an indented JSON text, its last line ended. What would steer a terminal is escaped, which readers of JSON undo;
 * integers beyond 2^53 lose what a double does not hold.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner),
    2,
  )
  return `${escapeSteering(text)}\n`
}

const steering = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** In a text whose strings know the escapes of JSON. */
export function escapeSteering(text: string): string {
  return text.replaceAll(
    steering,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
