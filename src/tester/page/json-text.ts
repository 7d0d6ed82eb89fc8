import type { JsonValue } from '../../core/index.ts'

const mostCharacters = 400

/** A value in one line, cut where it is long. */
export function jsonText(value: JsonValue): string {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint' ? Number(inner) : inner,
  )
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 1)}…`
}
