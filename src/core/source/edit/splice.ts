/** Another text in the place of a part of a text. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The text with its splices; undefined where two of them overlap. */
export function spliced(text: string, splices: readonly Splice[]): string | undefined {
  const ordered = splices
    .map((splice, index) => ({ ...splice, index }))
    .sort((one, other) => one.start - other.start || one.end - other.end || one.index - other.index)
  const parts: string[] = []
  let at = 0
  for (const { start, end, text: inserted } of ordered) {
    if (start < at) return undefined
    parts.push(text.slice(at, start), inserted)
    at = end
  }
  return parts.join('') + text.slice(at)
}
