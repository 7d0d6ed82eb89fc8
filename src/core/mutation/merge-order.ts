import type { JsonValue } from '../source/json-value.ts'

interface Item {
  readonly key: string
  readonly value: JsonValue
}

/**
 * The items of two keyed lists in the order that a structured merge gives them: items that both have are merged and
 * stand in the right list's order, the left list's own items stay before the right one's that follow them.
 * https://github.com/kubernetes-sigs/structured-merge-diff/blob/master/typed/merge.go (visitListItems)
 */
export function mergeOrder(
  left: readonly Item[],
  right: readonly Item[],
  merge: (before: JsonValue, patch: JsonValue) => JsonValue,
): readonly JsonValue[] {
  const leftByKey = uniquely(left)
  const leftKeys = new Set(left.map(({ key }) => key))
  const rightKeys = new Set(right.map(({ key }) => key))
  const merged = (item: Item): JsonValue => {
    const before = leftByKey.get(item.key)
    return before === undefined ? item.value : merge(before, item.value)
  }
  const shared = right.filter(({ key }) => leftKeys.has(key)).map(({ key }) => key)
  const done = new Set<string>()
  const out: JsonValue[] = []
  let l = 0
  let r = 0
  let next = 0
  const takeRight = (item: Item): void => {
    out.push(merged(item))
    done.add(item.key)
    r++
    if (shared[next] === item.key) next++
  }
  while (l < left.length || r < right.length) {
    const ours = left[l]
    const theirs = right[r]
    if (ours !== undefined && theirs !== undefined && ours.key === theirs.key) {
      takeRight(theirs)
      l++
    } else if (ours !== undefined && !rightKeys.has(ours.key)) {
      out.push(ours.value)
      l++
    } else if (ours !== undefined && theirs !== undefined && waits(ours.key)) {
      l++
    } else {
      if (ours !== undefined && done.has(ours.key)) l++
      if (theirs !== undefined) takeRight(theirs)
    }
  }
  return out

  /** Whether another shared item comes first on the right, so that this one is taken there. */
  function waits(key: string): boolean {
    return next < shared.length && shared[next] !== key
  }
}

/** Items by key; duplicated ones are not merged with, as in Kubernetes. */
function uniquely(items: readonly Item[]): ReadonlyMap<string, JsonValue> {
  const counts = new Map<string, number>()
  for (const { key } of items) counts.set(key, (counts.get(key) ?? 0) + 1)
  return new Map(
    items.filter(({ key }) => counts.get(key) === 1).map(({ key, value }) => [key, value]),
  )
}
