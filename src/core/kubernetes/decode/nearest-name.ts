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

/** How many letters to insert, remove or replace. https://en.wikipedia.org/wiki/Levenshtein_distance */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
