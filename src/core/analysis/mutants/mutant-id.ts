import type { Policy } from '../../policy/model.ts'

/** Gives every change of a policy an id; those that say the same are numbered. */
export function newIds({ kind, name }: Policy): (change: string) => string {
  const seen = new Map<string, number>()
  return (change) => {
    const count = seen.get(change) ?? 0
    seen.set(change, count + 1)
    return hashOf(`${kind} ${name} ${change} ${count}`)
  }
}

/** FNV-1a, 32 bits. https://datatracker.ietf.org/doc/html/draft-eastlake-fnv */
function hashOf(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}
