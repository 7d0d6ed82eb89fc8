import { jsonEqual } from '../source/equal.ts'
import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../source/json-value.ts'
import { alignGreedily } from './align-greedily.ts'
import type { Pair } from './pair.ts'
import { replacedSize, touchedSize, touchedSizes } from './touched-size.ts'

/**
 * How the elements of a list became those of another one: in order, so that as few values as possible are touched. Where
 * lists are too large for that, equal elements are found in order and what lies between is paired as it stands.
 */
export function alignLists(before: JsonArray, after: JsonArray): readonly Pair[] {
  return align(before, after, { left: maxComparisons }).pairs
}

/** Some milliseconds' worth: what people write takes some dozens. */
const maxComparisons = 20_000

/** What may still be compared; counted down. */
interface Budget {
  left: number
}

interface Alignment {
  readonly pairs: readonly Pair[]
  readonly cost: number
}

/** What both lists share at their ends is paired without a look at the rest. */
function align(before: JsonArray, after: JsonArray, budget: Budget): Alignment {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && isSame(before[start], after[start])) start++
  let end = 0
  while (end < shorter - start && isSame(before.at(-1 - end), after.at(-1 - end))) end++
  const middle = alignMiddle(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
    budget,
  )
  return {
    cost: middle.cost,
    pairs: [
      ...upTo(start).map((index): Pair => [index, index]),
      ...middle.pairs.map(([old, fresh]): Pair => [old + start, fresh + start]),
      ...upTo(end).map((index): Pair => [before.length - end + index, after.length - end + index]),
    ],
  }
}

function alignMiddle(olds: JsonArray, news: JsonArray, budget: Budget): Alignment {
  const all = touchedSizes(olds) + touchedSizes(news)
  if (olds.length === 0 || news.length === 0) return { pairs: [], cost: all }
  if (olds.length * news.length > budget.left) {
    return { pairs: alignGreedily(olds, news), cost: all }
  }
  budget.left -= olds.length * news.length
  return alignExactly(olds, news, budget)
}

/** The cheapest ways from each pair of places to the ends of the lists. */
interface Table {
  readonly at: (old: number, fresh: number) => number
  /** What it costs to make one element the other and go on behind them. */
  readonly paired: (old: number, fresh: number) => number
  readonly removed: (old: number, fresh: number) => number
}

function alignExactly(olds: JsonArray, news: JsonArray, budget: Budget): Alignment {
  const table = tableOf(olds, news, budget)
  const pairs: Pair[] = []
  let old = 0
  let fresh = 0
  while (old < olds.length && fresh < news.length) {
    const cost = table.at(old, fresh)
    if (cost === table.paired(old, fresh)) pairs.push([old++, fresh++])
    else if (cost === table.removed(old, fresh)) old++
    else fresh++
  }
  return { pairs, cost: table.at(0, 0) }
}

function tableOf(olds: JsonArray, news: JsonArray, budget: Budget): Table {
  const changes = olds.map((old) => news.map((fresh) => changeCost(old, fresh, budget)))
  const [removals, additions] = [olds.map(touchedSize), news.map(touchedSize)]
  const rows = upTo(olds.length + 1).map((): number[] => [])
  const at = (old: number, fresh: number): number => rows[old]?.[fresh] ?? 0
  const paired = (old: number, fresh: number): number =>
    (changes[old]?.[fresh] ?? Number.POSITIVE_INFINITY) + at(old + 1, fresh + 1)
  const removed = (old: number, fresh: number): number =>
    (removals[old] ?? Number.POSITIVE_INFINITY) + at(old + 1, fresh)
  const added = (old: number, fresh: number): number =>
    (additions[fresh] ?? Number.POSITIVE_INFINITY) + at(old, fresh + 1)
  for (const [old, row] of [...rows.entries()].reverse()) {
    for (let fresh = news.length; fresh >= 0; fresh--) {
      const cost = Math.min(paired(old, fresh), removed(old, fresh), added(old, fresh))
      row[fresh] = Number.isFinite(cost) ? cost : 0
    }
  }
  return { at, paired, removed }
}

/** What it touches to make one value the other. */
function changeCost(before: JsonValue, after: JsonValue, budget: Budget): number {
  if (before === after) return 0
  if (isArray(before) && isArray(after)) return align(before, after, budget).cost
  if (isObject(before) && isObject(after)) return changedFieldsCost(before, after, budget)
  return replacedSize(before, after)
}

function changedFieldsCost(before: JsonObject, after: JsonObject, budget: Budget): number {
  const kept = Object.entries(before).map(([name, value]) =>
    Object.hasOwn(after, name)
      ? changeCost(value, after[name] as JsonValue, budget)
      : touchedSize(value),
  )
  const added = Object.entries(after).filter(([name]) => !Object.hasOwn(before, name))
  return kept.reduce((sum, cost) => sum + cost, touchedSizes(added.map(([, value]) => value)))
}

function isSame(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  return before !== undefined && after !== undefined && jsonEqual(before, after)
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}
