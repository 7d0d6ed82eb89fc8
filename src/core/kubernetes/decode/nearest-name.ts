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
  let before: readonly number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = isSwapped(a, b, i, j) ? (before[j - 2] ?? 0) + 1 : replaced
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

/** Whether the two letters before i stand the other way round before j. */
function isSwapped(a: string, b: string, i: number, j: number): boolean {
  return i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
}
