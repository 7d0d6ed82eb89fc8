/** Choices that are the same for the same seed, everywhere. */
export interface Seeded {
  /** An integer from 0 up to, not including, `limit`. */
  readonly below: (limit: number) => number
  /** One of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T
  /** Different ones of the list, at most `count`, in their order. */
  readonly some: <T>(list: readonly T[], count: number) => readonly T[]
}

/** Mulberry32, a generator of 32 bits that is public domain; the text is the seed. */
export function seeded(text: string): Seeded {
  let state = hashOf(text)
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0
    const once = Math.imul(state ^ (state >>> 15), state | 1)
    const twice = once ^ (once + Math.imul(once ^ (once >>> 7), once | 61))
    return Math.floor((((twice ^ (twice >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
  return {
    below,
    pick: <T>(list: readonly T[]) => list[below(list.length)] as T,
    some: <T>(list: readonly T[], count: number) => {
      let open = count
      return list.filter((_, index) => {
        const taken = below(list.length - index) < open
        if (taken) open--
        return taken
      })
    },
  }
}

/** FNV-1a of the UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash
}
