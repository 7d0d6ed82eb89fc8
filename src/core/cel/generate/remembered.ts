import type { Apply } from '../libraries/library.ts'

const capacity = 256
const longestText = 128

/**
 * A search of a constant pattern that keeps its latest answers: the same images and names come again and again, and to
 * look an answer up takes a quarter of the time of a match. A full table starts anew.
 */
export function remembered(search: Apply): Apply {
  const known = new Map<unknown, boolean>()
  return (text, pattern = '') => {
    const kept = known.get(text)
    if (kept !== undefined) return kept
    const answer = search(text ?? null, pattern)
    if (typeof answer === 'boolean' && typeof text === 'string' && text.length <= longestText) {
      if (known.size >= capacity) known.clear()
      known.set(text, answer)
    }
    return answer
  }
}
