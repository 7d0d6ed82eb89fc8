import { isPair, type Node } from 'yaml'
import type { JsonValue } from '../json-value.ts'
import { flowKey, flowText, quotedJson } from '../print-yaml.ts'
import { endOf, type ListPlace, lineStart, type MapPlace, type Place, startOf } from './place.ts'
import type { Splice } from './splice.ts'

/** A field, or an item, which has no name. */
type Entry = readonly [name: string | undefined, value: JsonValue]

/** New entries behind the last one: on lines of their own where the others are. */
export function addedToFlow(
  place: MapPlace | ListPlace,
  entries: readonly Entry[],
): readonly Splice[] | undefined {
  const { text, node } = place
  const first = entryNodes(place)[0]
  const last = entryNodes(place).at(-1)
  if (first === undefined || last === undefined) return undefined
  const hasLines = text.slice(startOf(node), startOf(first.start)).includes('\n')
  const indent = /^[ \t]*/.exec(text.slice(lineStart(text, startOf(last.start))))?.[0] ?? ''
  const separator = hasLines ? `,${place.style.newline}${indent}` : ', '
  const added = entries.map((entry) => separator + entryText(entry, place, indent))
  const end = endOf(text, last.end)
  return [{ start: end, end, text: added.join('') }]
}

/** An entry without the comma that it needs. */
export function removedFromFlow(
  place: MapPlace | ListPlace,
  index: number,
): readonly Splice[] | undefined {
  const { text } = place
  const nodes = entryNodes(place)
  const [before, entry, next] = [nodes[index - 1], nodes[index], nodes[index + 1]]
  if (entry === undefined) return undefined
  if (next !== undefined)
    return [{ start: startOf(entry.start), end: startOf(next.start), text: '' }]
  return before === undefined
    ? undefined
    : [{ start: endOf(text, before.end), end: endOf(text, entry.end), text: '' }]
}

/** The value among brackets, in the words of the text around. */
export function flowValue(
  value: JsonValue,
  { style }: Pick<Place, 'style'>,
  indent: string,
): string {
  if (!style.isJson) return flowText(value)
  return quotedJson(value, style.step).replaceAll('\n', `${style.newline}${indent}`)
}

function entryText([name, value]: Entry, place: Place, indent: string): string {
  const written = flowValue(value, place, indent)
  if (name === undefined) return written
  return `${place.style.isJson ? quotedJson(name) : flowKey(name)}: ${written}`
}

function entryNodes({
  node,
}: MapPlace | ListPlace): readonly { readonly start: Node; readonly end: Node }[] {
  return node.items.flatMap((item) => {
    if (item === null) return []
    return isPair<Node, Node | null>(item)
      ? [{ start: item.key, end: item.value ?? item.key }]
      : [{ start: item, end: item }]
  })
}
