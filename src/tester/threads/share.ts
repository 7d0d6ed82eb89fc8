import type { SourceBytes } from '../../files/read-sources.ts'

/** Sources that several threads work off: their bytes stand in memory that all of them see, and each is taken once. */
export interface Share {
  readonly bytes: SharedArrayBuffer
  readonly places: readonly Place[]
  /** One number: which source is taken next. */
  readonly next: SharedArrayBuffer
}

interface Place {
  readonly name: string
  readonly start: number
  readonly end: number
}

/** The sources, laid out so that threads can take them. */
export function shareOf(sources: readonly SourceBytes[]): Share {
  const bytes = new SharedArrayBuffer(sizeOf(sources))
  const view = new Uint8Array(bytes)
  let end = 0
  const places = sources.map((source) => {
    const start = end
    end += source.bytes.length
    view.set(source.bytes, start)
    return { name: source.name, start, end }
  })
  return { bytes, places, next: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT) }
}

export function sizeOf(sources: readonly SourceBytes[]): number {
  return sources.reduce((size, { bytes }) => size + bytes.length, 0)
}

/** A source that is taken, and its number. */
export interface Taken {
  readonly index: number
  readonly source: SourceBytes
}

/** Takes one source after the other, as long as there are any that no thread has taken. */
export function* taken({ bytes, places, next }: Share): Iterable<Taken> {
  const counter = new Int32Array(next)
  for (;;) {
    const index = Atomics.add(counter, 0, 1)
    const place = places[index]
    if (place === undefined) return
    const { name, start, end } = place
    yield {
      index,
      source: { name, bytes: Uint8Array.from(new Uint8Array(bytes, start, end - start)) },
    }
  }
}

/** How many sources have been taken so far, by all threads together. */
export function takenSoFar({ places, next }: Share): number {
  return Math.min(places.length, Atomics.load(new Int32Array(next), 0))
}
