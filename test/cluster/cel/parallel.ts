const atOnce = 8

/** The list in parts of that size; the last may be smaller. */
export function chunksOf<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(list.length / size)
  return Array.from({ length: count }, (_, index) => list.slice(index * size, (index + 1) * size))
}

/** The work on every item, on eight of them at once; answers in the order of the list. */
export async function inParallel<T, R>(
  list: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>()
  const entries = list.entries()
  const worker = async () => {
    for (const [index, item] of entries) results.set(index, await work(item))
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return list.map((_, index) => results.get(index) as R)
}
