/** The word of `words` that is at most two changes away from `given`, nearest first; undefined where none is. */
export function similarWord(given: string, words: readonly string[]): string | undefined {
  const near = words
    .map((word) => ({ word, distance: distance(given, word) }))
    .filter(({ word, distance }) => distance <= Math.min(2, Math.floor(word.length / 2)))
    .sort((a, b) => a.distance - b.distance)
  return near[0]?.word
}

/** How many letters to insert, remove or replace. https://en.wikipedia.org/wiki/Levenshtein_distance */
function distance(a: string, b: string): number {
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1]
    for (const [column, other] of [...b].entries()) {
      const replaced = (last[column] ?? 0) + (letter === other ? 0 : 1)
      current.push(Math.min(replaced, (last[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    }
    last = current
  }
  return last.at(-1) ?? 0
}
