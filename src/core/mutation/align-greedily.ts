import type { JsonArray, JsonValue } from '../source/json-value.ts'
import type { Pair } from './pair.ts'

/**
 * Equal elements of two lists where each is next met; the elements between two such pairs are paired in their order. Takes
 * time in proportion to the lists.
 */
export function alignGreedily(olds: JsonArray, news: JsonArray): readonly Pair[] {
  const pairs: Pair[] = []
  let old = 0
  let fresh = 0
  const pairUpTo = (oldEnd: number, freshEnd: number): void => {
    while (old < oldEnd && fresh < freshEnd) pairs.push([old++, fresh++])
    old = oldEnd
    fresh = freshEnd
  }
  const places = placesByText(news)
  for (const [index, value] of olds.entries()) {
    const place = nextPlace(places.get(textOf(value)), fresh)
    if (place === undefined) continue
    pairUpTo(index, place)
    pairs.push([old++, fresh++])
  }
  pairUpTo(olds.length, news.length)
  return pairs
}

/** The last place first. */
function placesByText(list: JsonArray): ReadonlyMap<string, number[]> {
  const places = new Map<string, number[]>()
  for (const [index, value] of [...list.entries()].reverse()) {
    const text = textOf(value)
    const found = places.get(text)
    if (found === undefined) places.set(text, [index])
    else found.push(index)
  }
  return places
}

/** The first place that is not passed yet, which is taken out with those before it. */
function nextPlace(places: number[] | undefined, from: number): number | undefined {
  while (places !== undefined) {
    const place = places.pop()
    if (place === undefined || place >= from) return place
  }
  return undefined
}

/** Elements with the same text are equal; equal ones whose fields stand in another order are only not found. */
function textOf(value: JsonValue): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'bigint' ? `${field}n` : field,
  )
}
