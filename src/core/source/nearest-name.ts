/** Longer names are not compared, so that no object makes this slow. */
const maximumLength = 64

/** The known name that differs least, whatever its capitals, when at most a third of its letters differ. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  if (name.length > maximumLength) return undefined
  const given = name.toLowerCase()
  let nearest: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const candidate of known) {
    const changes = distance(given, candidate.toLowerCase())
    if (changes <= Math.max(1, candidate.length / 3) && changes < least) {
      nearest = candidate
      least = changes
    }
  }
  return nearest
}

/** How many letters to insert, remove, replace or swap. https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance */
function distance(a: string, b: string): number {
  let rows: Rows = { before: [], last: Array.from({ length: b.length + 1 }, (_, index) => index) }
  for (let row = 1; row <= a.length; row++) {
    rows = { before: rows.last, last: nextRow(a.slice(0, row), b, rows) }
  }
  return rows.last[b.length] ?? 0
}

/** The distances of two beginnings of the first word, the second one letter longer, to all beginnings of the other. */
interface Rows {
  readonly before: readonly number[]
  readonly last: readonly number[]
}

function nextRow(a: string, b: string, { before, last }: Rows): readonly number[] {
  const row = [a.length]
  for (let column = 1; column <= b.length; column++) {
    const replaced = (last[column - 1] ?? 0) + (a.at(-1) === b[column - 1] ? 0 : 1)
    const changed = Math.min(replaced, (last[column] ?? 0) + 1, (row[column - 1] ?? 0) + 1)
    const isSwapped = column > 1 && a.endsWith(`${b[column - 1]}${b[column - 2]}`)
    row.push(isSwapped ? Math.min(changed, (before[column - 2] ?? 0) + 1) : changed)
  }
  return row
}
