import type { Path } from './path.ts'

/** A policy has some dozens of places, each shown with every refusal; who asks for more than these asks once for each. */
const mostPlaces = 200

/** The same look-up, which remembers what it found: a place in a policy's text is asked for at every refusal. */
export function remembered<Found>(
  find: (path: Path) => Found | undefined,
): (path: Path) => Found | undefined {
  let known: Map<string, Found | undefined> | undefined
  return (path) => {
    known ??= new Map()
    const key = JSON.stringify(path)
    if (known.has(key)) return known.get(key)
    if (known.size >= mostPlaces) known.clear()
    const found = find(path)
    known.set(key, found)
    return found
  }
}
