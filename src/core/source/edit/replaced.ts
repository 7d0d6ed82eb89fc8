import { isScalar, type Node } from 'yaml'
import type { JsonValue } from '../json-value.ts'
import { itemLines, pairLines, quotedJson } from '../print-yaml.ts'
import { flowValue } from './flow.ts'
import { atColumn, endOf, lineStart, type Place, startOf } from './place.ts'
import type { Splice } from './splice.ts'

/** The value at a place as another one; undefined where it is the whole document. */
export function replaced(place: Place, after: JsonValue): readonly Splice[] | undefined {
  const { node, text, kind } = place
  if (node === null || kind === 'root') return undefined
  const [start, end] = [startOf(node), endOf(text, node)]
  if (kind === 'flow') {
    const indent = /^[ \t]*/.exec(text.slice(lineStart(text, start)))?.[0] ?? ''
    return [{ start, end, text: quotedLike(node, after) ?? flowValue(after, place, indent) }]
  }
  const [first = '', ...rest] = linesOf(place, after)
  const isOneLine = rest.length === 0 && isInline(place, start, end)
  if (isOneLine) return [{ start, end, text: quotedLike(node, after) ?? first.trimStart() }]
  const lines = [first, ...atColumn(rest, place.indent)]
  return [
    {
      start: place.leadEnd,
      end: Math.max(end, place.leadEnd),
      text: lines.join(place.style.newline),
    },
  ]
}

/** What follows the colon or the dash. */
function linesOf({ kind, style }: Place, value: JsonValue): readonly string[] {
  const [first = '', ...rest] =
    kind === 'item' ? itemLines(value, style) : pairLines('k', value, style)
  return [first.slice(kind === 'item' ? 1 : 2), ...rest]
}

/** Whether something stands behind the colon or the dash, on its line. */
function isInline({ text, leadEnd }: Place, start: number, end: number): boolean {
  return end > start && start > leadEnd && !text.slice(leadEnd, end).includes('\n')
}

/** A text of one line in the quotes that the old one has. */
function quotedLike(node: Node, value: JsonValue): string | undefined {
  if (!isScalar(node) || typeof value !== 'string') return undefined
  if (node.type === 'QUOTE_DOUBLE') return quotedJson(value)
  const fits = node.type === 'QUOTE_SINGLE' && /^[ -~]*$/.test(value)
  return fits ? `'${value.replaceAll("'", "''")}'` : undefined
}
