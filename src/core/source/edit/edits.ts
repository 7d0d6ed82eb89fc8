import { isMap, isPair, isScalar, isSeq, type Node, type Pair } from 'yaml'
import { jsonEqual } from '../equal.ts'
import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../json-value.ts'
import { keyName } from '../yaml-key.ts'
import { isMergeKey } from '../yaml-value.ts'
import { addedItems, addedPairs, removedItem, removedPair } from './block.ts'
import { addedToFlow, removedFromFlow } from './flow.ts'
import { type ListPlace, type MapPlace, type Place, placeAt, placed, placeUnder } from './place.ts'
import { replaced } from './replaced.ts'
import type { Splice } from './splice.ts'

interface Change {
  readonly text: string
  readonly node: Node
  readonly before: JsonValue
  readonly after: JsonValue
}

/** The splices that make a value of a text another one; undefined where that cannot be told. */
export function editsOf({ text, node, before, after }: Change): readonly Splice[] | undefined {
  return edited(placed(text, node), before, after)
}

type Edits = readonly Splice[] | undefined

function edited(place: Place, before: JsonValue, after: JsonValue): Edits {
  if (jsonEqual(before, after)) return []
  const { node } = place
  const inside =
    isMap(node) && isObject(before) && isObject(after)
      ? editedMap({ ...place, node: node as MapPlace['node'] }, before, after)
      : isSeq(node) && isArray(before) && isArray(after)
        ? editedList({ ...place, node: node as ListPlace['node'] }, before, after)
        : undefined
  return inside ?? replaced(place, after)
}

type NodePair = Pair<Node, Node | null>

function editedMap(place: MapPlace, before: JsonObject, after: JsonObject): Edits {
  const pairs = place.node.items.filter(isPair) as NodePair[]
  const named = new Map(pairs.map((pair) => [nameOf(pair), pair]))
  const removed = Object.keys(before).filter((name) => !Object.hasOwn(after, name))
  const kept = pairs.filter((pair) => !removed.includes(nameOf(pair) ?? ''))
  const changed = Object.keys(after).filter((name) => !isSameField(before, after, name))
  const [inPlace, added] = split(changed, (name) => Object.hasOwn(before, name) && named.has(name))
  const last = kept.at(-1)
  if (last === undefined || named.size !== pairs.length) return undefined
  const isFlow = place.node.flow === true
  if (isFlow && removed.length > 0 && removed.length + added.length > 1) return undefined
  const fields = added.map((name): readonly [string, JsonValue] => [name, after[name] ?? null])
  return together([
    ...removed.map((name) => withoutPair(place, pairs, named.get(name))),
    ...inPlace.map((name) => {
      const field = placeUnder(place, named.get(name) ?? last)
      return field && edited(field, before[name] ?? null, after[name] ?? null)
    }),
    fields.length === 0
      ? []
      : isFlow
        ? addedToFlow(place, fields)
        : addedPairs(place, last, fields),
  ])
}

function isSameField(before: JsonObject, after: JsonObject, name: string): boolean {
  return Object.hasOwn(before, name) && jsonEqual(before[name] ?? null, after[name] ?? null)
}

function split(
  names: readonly string[],
  isFirst: (name: string) => boolean,
): readonly [readonly string[], readonly string[]] {
  return [names.filter(isFirst), names.filter((name) => !isFirst(name))]
}

function nameOf({ key }: Pair<Node, Node | null>): string | undefined {
  return isScalar(key) && !isMergeKey(key) ? keyName(key) : undefined
}

function withoutPair(
  place: MapPlace,
  pairs: readonly Pair<Node, Node | null>[],
  pair: Pair<Node, Node | null> | undefined,
): Edits {
  if (pair === undefined) return undefined
  const index = pairs.indexOf(pair)
  return place.node.flow === true ? removedFromFlow(place, index) : removedPair(place, index)
}

/** What both lists share at their ends stays; what lies between is changed item by item, then added or removed. */
function editedList(place: ListPlace, before: JsonArray, after: JsonArray): Edits {
  const count = place.node.items.length
  if (count !== before.length || count === 0 || after.length === 0) return undefined
  const { start, end } = sharedEnds(before, after)
  const next = Math.min(before.length, after.length) - end
  const removed = before.slice(next, before.length - end).map((_, index) => next + index)
  const added = after.slice(next, after.length - end)
  const isFlow = place.node.flow === true
  if (isFlow && (removed.length > 1 || (added.length > 0 && next < count))) return undefined
  return together([
    ...before.slice(start, next).map((item, index) => {
      const found = placeAt(place, start + index)
      return found && edited(found, item, after[start + index] ?? null)
    }),
    ...removed.map((index) => (isFlow ? removedFromFlow(place, index) : removedItem(place, index))),
    addedToList(place, added, next),
  ])
}

function sharedEnds(before: JsonArray, after: JsonArray) {
  const shorter = Math.min(before.length, after.length)
  const isSame = (one: JsonValue | undefined, other: JsonValue | undefined) =>
    one !== undefined && other !== undefined && jsonEqual(one, other)
  let start = 0
  while (start < shorter && isSame(before[start], after[start])) start++
  let end = 0
  while (end < shorter - start && isSame(before.at(-1 - end), after.at(-1 - end))) end++
  return { start, end }
}

function addedToList(place: ListPlace, added: JsonArray, next: number): Edits {
  if (added.length === 0) return []
  if (place.node.flow !== true) return addedItems(place, added, next)
  return addedToFlow(
    place,
    added.map((item): readonly [undefined, JsonValue] => [undefined, item]),
  )
}

/** All of them, or none. */
function together(parts: readonly Edits[]): Edits {
  const all: Splice[] = []
  for (const part of parts) {
    if (part === undefined) return undefined
    all.push(...part)
  }
  return all
}
