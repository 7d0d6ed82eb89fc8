import type { Node, Pair } from 'yaml'
import type { JsonValue } from '../json-value.ts'
import { itemLines, pairLines } from '../print-yaml.ts'
import {
  atColumn,
  beginsLine,
  columnOf,
  endOf,
  type ListPlace,
  lineEnd,
  lineStart,
  type MapPlace,
  placeAt,
  startOf,
} from './place.ts'
import type { Splice } from './splice.ts'

/** New fields behind the last of those that stay. */
export function addedPairs(
  { text, style }: MapPlace,
  last: Pair<Node, Node | null>,
  fields: readonly (readonly [string, JsonValue])[],
): readonly Splice[] {
  const column = columnOf(text, startOf(last.key))
  const lines = fields.flatMap(([name, value]) => pairLines(name, value, style))
  return [below(text, pairEnd(text, last), atColumn(lines, column), style.newline)]
}

/** A field without its lines; one that follows a dash without what stands before the next; undefined where it is the only one. */
export function removedPair(
  { text, node }: MapPlace,
  index: number,
): readonly Splice[] | undefined {
  const pair = node.items[index]
  const next = node.items[index + 1]
  if (pair === undefined) return undefined
  const start = startOf(pair.key)
  if (beginsLine(text, start)) return [lines(text, start, pairEnd(text, pair))]
  return next === undefined ? undefined : [{ start, end: startOf(next.key), text: '' }]
}

/** New items before the one with that index, or behind the last. */
export function addedItems(
  place: ListPlace,
  items: readonly JsonValue[],
  index: number,
): readonly Splice[] | undefined {
  const { text, style, node } = place
  const next = placeAt(place, index)
  const last = placeAt(place, node.items.length - 1)
  const written = items.flatMap((item) => itemLines(item, style))
  if (next !== undefined) {
    const dash = next.leadEnd - 1
    if (!beginsLine(text, dash)) return undefined
    const inserted = atColumn(written, next.indent).map((line) => line + style.newline)
    const start = lineStart(text, dash)
    return [{ start, end: start, text: inserted.join('') }]
  }
  if (last?.node === undefined || last.node === null) return undefined
  const end = Math.max(last.leadEnd, endOf(text, last.node))
  return [below(text, end, atColumn(written, last.indent), style.newline)]
}

/** An item without its lines; undefined where its dash follows another one. */
export function removedItem(place: ListPlace, index: number): readonly Splice[] | undefined {
  const { text } = place
  const item = placeAt(place, index)
  if (item?.node === undefined || item.node === null) return undefined
  const dash = item.leadEnd - 1
  const end = Math.max(item.leadEnd, endOf(text, item.node))
  return beginsLine(text, dash) ? [lines(text, dash, end)] : undefined
}

function pairEnd(text: string, { key, value }: Pair<Node, Node | null>): number {
  return Math.max(endOf(text, key), value === null ? 0 : endOf(text, value))
}

function below(text: string, end: number, added: readonly string[], newline: string): Splice {
  const start = lineEnd(text, end)
  return { start, end: start, text: added.map((line) => newline + line).join('') }
}

/** The lines from one character to another one. */
function lines(text: string, from: number, to: number): Splice {
  const newline = text.indexOf('\n', to)
  const end = newline === -1 ? text.length : newline + 1
  return { start: lineStart(text, from), end, text: '' }
}
